namespace ControlTower.Screens.Gallery;

/// <summary>The pages that show the parts are for who builds and for the demo floor, not for a working one.</summary>
public static class GalleryDoor
{
    public static bool IsOpen(IHostEnvironment environment, IConfiguration settings) =>
        environment.IsDevelopment()
        || (settings.GetValue<bool?>("Tower:Demo") ?? settings.GetConnectionString("Tower") is null or "");
}
