namespace ControlTower.Documents;

/// <summary>Labels and papers: what is drawn, and what is read for it.</summary>
public static class DocumentsRegistration
{
    public static IServiceCollection AddDocuments(this IServiceCollection services) => services.AddSingleton<PaperReader>();
}
