namespace ControlTower.Screens;

/// <summary>How fresh what this node shows is: the moment at which its boards last knew that they had everything.</summary>
public interface IFeedAge
{
    /// <summary>Null before the boards were read for the first time.</summary>
    DateTimeOffset? Newest { get; }
}

/// <summary>GET /live: what every open page asks now and then, outside its circuit, so that silence cannot look like calm.</summary>
public static class LivePulse
{
    /// <param name="Now">The server's clock, in milliseconds since 1970; pages count by it.</param>
    /// <param name="Newest">See <see cref="IFeedAge.Newest"/>.</param>
    /// <param name="Build">Another one than the page's own means that the page is out of date.</param>
    public sealed record Pulse(long Now, long? Newest, string Build);

    public static void MapLivePulse(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/live", (TimeProvider clock, IServiceProvider services, HttpResponse response) =>
        {
            response.Headers.CacheControl = "no-store";
            var newest = services.GetService<IFeedAge>()?.Newest;
            return new Pulse(clock.GetUtcNow().ToUnixTimeMilliseconds(), newest?.ToUnixTimeMilliseconds(), ScreensSetup.Build);
        }).AllowAnonymous().ExcludeFromDescription();
}
