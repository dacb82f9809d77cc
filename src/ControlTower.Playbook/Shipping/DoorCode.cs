using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ControlTower.Playbook.Shipping;

/// <summary>The six digits that a customer says to our driver at the door: they stand on the customer's own tracking page and nowhere else.</summary>
public static class DoorCode
{
    public const int Digits = 6;

    /// <param name="token">Of the order's tracking link: nobody can guess it.</param>
    /// <param name="parcel">Each parcel has a code of its own.</param>
    public static string Of(string token, Guid parcel)
    {
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), parcel.ToByteArray());
        return (BitConverter.ToUInt32(hash) % 1_000_000u).ToString("D6", CultureInfo.InvariantCulture);
    }
}
