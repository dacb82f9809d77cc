namespace ControlTower.Settings;

/// <summary>
/// The tower cannot start, and a person can mend it: a wrong setting, no PostgreSQL, a changed migration.
/// The message is what is printed, without a stack trace: what is wrong and what to do.
/// </summary>
public sealed class StartRefusedException : Exception
{
    public StartRefusedException()
    {
    }

    public StartRefusedException(string message)
        : base(message)
    {
    }

    public StartRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
