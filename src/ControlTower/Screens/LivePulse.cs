using ControlTower.Live;

namespace ControlTower.Screens;

/// <summary>GET /live: what every open page asks now and then, outside its circuit, so that silence cannot look like calm.</summary>
public static class LivePulse
{
    /// <param name="Now">The server's clock, in milliseconds since 1970; pages count by it.</param>
    /// <param name="AsOf">When this node last read the feed to its end; null before the first time.</param>
    /// <param name="Build">Another one than the page's own means that the page is out of date.</param>
    public sealed record Pulse(long Now, long? AsOf, string Build);

    public static void MapLivePulse(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/live", (TimeProvider clock, IServiceProvider services, HttpResponse response) =>
        {
            response.Headers.CacheControl = "no-store";
            var seenAt = services.GetService<LiveFeed>()?.SeenAt;
            return new Pulse(
                clock.GetUtcNow().ToUnixTimeMilliseconds(),
                seenAt > DateTimeOffset.MinValue ? seenAt.Value.ToUnixTimeMilliseconds() : null,
                ScreensSetup.Build);
        }).AllowAnonymous().ExcludeFromDescription();
}
