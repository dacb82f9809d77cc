using System.Net;
using System.Net.Sockets;

namespace ControlTower.Shipping.Couriers;

/// <summary>Fetches the label file that a courier names by its address, byte for byte.</summary>
internal static class LabelFiles
{
    public static async Task<CallEnding<LabelFile>> FetchAsync(CourierHttp http, OpenCourier courier, string? address, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || !await IsFetchableAsync(courier, url, cancellationToken))
        {
            return new CallEnding<LabelFile>.Refused("label", "The courier names a label where we fetch nothing.");
        }

        return await http.CallAsync<LabelFile>(
            HttpMethod.Get, url, null, null,
            answer => answer.Body.Length == 0 ? null : new CallEnding<LabelFile>.Done(new(answer.Body, KindOf(answer.Body) ?? answer.MediaType ?? "application/octet-stream")),
            _ => (null, null), cancellationToken);
    }

    /// <summary>The first bytes say what a file is; a courier's server often does not.</summary>
    public static string? KindOf(ReadOnlySpan<byte> file) =>
        file.StartsWith("%PDF"u8) ? "application/pdf"
        : file.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47]) ? "image/png"
        : file.StartsWith("^XA"u8) ? "application/zpl"
        : null;

    /// <summary>
    /// From the courier's own host, or from a public one over TLS: an address in an answer must not lead us into our own house.
    /// </summary>
    private static async Task<bool> IsFetchableAsync(OpenCourier courier, Uri url, CancellationToken cancellationToken)
    {
        if (url.Authority == courier.BaseUrl?.Authority && url.Scheme == courier.BaseUrl.Scheme)
        {
            return true;
        }

        if (url.Scheme != Uri.UriSchemeHttps)
        {
            return false;
        }

        try
        {
            var addresses = await Dns.GetHostAddressesAsync(url.DnsSafeHost, cancellationToken);
            return addresses.Length > 0 && addresses.All(IsPublic);
        }
        catch (SocketException)
        {
            return false;
        }
    }

    internal static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return IsPublic(address.MapToIPv4());
        }

        if (IPAddress.IsLoopback(address) || address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal || address.IsIPv6Multicast || address.IsIPv6SiteLocal
            || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
        {
            return false;
        }

        return address.AddressFamily != AddressFamily.InterNetwork || address.GetAddressBytes() switch
        {
            [0, ..] or [10, ..] or [127, ..] or [169, 254, ..] or [192, 168, ..] or [192, 0, 0, ..] => false,
            [172, >= 16 and <= 31, ..] or [100, >= 64 and <= 127, ..] or [198, 18 or 19, ..] or [>= 224, ..] => false,
            _ => true,
        };
    }
}
