using System.Buffers;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace ControlTower.Api;

/// <summary>
/// A body that is larger than its door takes is let in, thrown away and then refused with 413. A server that answers and hangs up in the middle of
/// it breaks the sender's pipe, and the sender never reads why. What is much too large is cut off all the same.
/// </summary>
public static class LargeBodies
{
    private const long DrainBytesMax = 16_000_000;
    private const int ChunkBytes = 81_920;

    public static void UseLargeBodyRefusal(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var most = context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize;
        if (context.Request.ContentLength is { } told && told > most && told <= DrainBytesMax
            && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = DrainBytesMax;
            await DrainAsync(context);
            await ApiProblem.WriteAsync(context, BadRequests.TooLarge());
            return;
        }

        await next(context);
    });

    private static async Task DrainAsync(HttpContext context)
    {
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            while (await context.Request.Body.ReadAsync(chunk, context.RequestAborted) > 0)
            {
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }
}
