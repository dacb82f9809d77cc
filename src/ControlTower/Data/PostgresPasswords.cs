using System.Security.Cryptography;
using ControlTower.Settings;

namespace ControlTower.Data;

/// <summary>The passwords of the tower's own PostgreSQL: made once, kept in a file that only the tower's account may read.</summary>
/// <param name="Admin">The superuser; only used to make the other two.</param>
/// <param name="Owner"><c>ct_owner</c> owns the schema.</param>
/// <param name="App"><c>ct_app</c> runs the tower and may not change the schema.</param>
internal sealed record PostgresPasswords(string Admin, string Owner, string App)
{
    public static PostgresPasswords ReadOrMake(string file, bool clusterExists)
    {
        if (!File.Exists(file))
        {
            if (clusterExists)
            {
                throw new StartRefusedException($"{file} is missing, and the data can't be opened without it: put it back, or start afresh with ./tower reset.");
            }

            var made = new PostgresPasswords(Random(), Random(), Random());
            WriteClosed(file, $"{made.Admin}\n{made.Owner}\n{made.App}\n");
            return made;
        }

        return File.ReadAllLines(file) is [var admin, var owner, var app]
            ? new PostgresPasswords(admin, owner, app)
            : throw new StartRefusedException($"{file} should hold three lines, the passwords of PostgreSQL: put it back, or start afresh with ./tower reset.");
    }

    /// <summary>Writes a file that is closed to others from its first moment.</summary>
    public static void WriteClosed(string file, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(file, options);
        writer.Write(text);
    }

    private static string Random() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
}
