using System.Security.Cryptography;
using System.Text;

namespace ControlTower.Journal;

/// <summary>
/// The hash chain over the journal: each position's hash covers the one before and the whole entry, so whoever changes, removes
/// or reorders an entry afterwards breaks the chain at that place.
/// </summary>
public static class ChainHash
{
    /// <summary>What stands before position 1.</summary>
    public static readonly byte[] Start = new byte[SHA256.HashSizeInBytes];

    /// <summary>SQL that spells an entry (alias <c>j</c>) the same way at any time; jsonb's text is canonical.</summary>
    public const string EntryText = """
        jsonb_build_array(j.id, extract(epoch from j.at)::numeric, j.actor, j.actor_name, j.device, j.command_id, j.kind, j.subject, j.keys, j.old, j.new, j.why)::text
        """;

    public static byte[] Next(byte[] before, string entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(before);
        hash.AppendData(Encoding.UTF8.GetBytes(entry));
        return hash.GetHashAndReset();
    }
}
