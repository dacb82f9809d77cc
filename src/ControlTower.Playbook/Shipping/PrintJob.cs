using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Shipping;

/// <summary>A label printer that takes raw ZPL over the network.</summary>
public sealed class Printer
{
    public const int DpiUsual = 203;

    public required string Key { get; init; }
    public required string Host { get; set; }
    public required int Port { get; set; }

    /// <summary>Where it stands.</summary>
    public required string Warehouse { get; set; }

    /// <summary>203 or 300.</summary>
    public int Dpi { get; set; } = DpiUsual;

    /// <summary>Switched off, nothing is sent to it; what waits goes on waiting.</summary>
    public bool IsOn { get; set; } = true;

    public DateTimeOffset? LastSuccessAt { get; private set; }
    public DateTimeOffset? FailingSince { get; private set; }
    public string? LastError { get; private set; }

    public void Answered(DateTimeOffset now) => (LastSuccessAt, FailingSince, LastError) = (now, null, null);

    public void Failed(string error, DateTimeOffset now) => (FailingSince, LastError) = (FailingSince ?? now, error);
}

/// <summary>
/// One label on its way to a printer. It is sent again as long as not a byte of it left the house, a bounded number of times; once the printer
/// may have it, only a person asks for another one, and says why.
/// </summary>
public sealed class PrintJob
{
    /// <summary>With waits that double up to a minute: a printer may be away for half an hour.</summary>
    public const int AttemptsMax = 36;

    private const int WaitSecondsMax = 60;

    private PrintJob() { }

    /// <param name="copy">1: the first label of this booking; each further one has a reason.</param>
    public PrintJob(Guid id, string printer, Parcel parcel, int copy, string? why, Guid by, string byName, DateTimeOffset now)
    {
        (Id, Printer, ParcelId, OrderId, Sscc, Tracking) = (id, printer, parcel.Id, parcel.OrderId, parcel.Sscc, parcel.Tracking ?? "");
        (Copy, Why, CreatedBy, CreatedName, CreatedAt, DueAt) = (copy, why, by, byName, now, now);
    }

    public Guid Id { get; private init; }
    public string Printer { get; private set; } = "";
    public Guid ParcelId { get; private init; }
    public Guid OrderId { get; private init; }
    public string Sscc { get; private init; } = "";

    /// <summary>Of the label that was asked for.</summary>
    public string Tracking { get; private init; } = "";

    public int Copy { get; private init; }
    public PrintState State { get; private set; }

    /// <summary>Also the fence: who sends an older attempt writes nothing down.</summary>
    public int Attempts { get; private set; }

    public DateTimeOffset DueAt { get; private set; }
    public DateTimeOffset CreatedAt { get; private init; }
    public Guid CreatedBy { get; private init; }
    public string CreatedName { get; private init; } = "";
    public DateTimeOffset? EndedAt { get; private set; }
    public string? Why { get; private init; }
    public string? Error { get; private set; }

    /// <summary>Another printer takes it while it still waits.</summary>
    public void GoTo(string printer, DateTimeOffset now) => (Printer, DueAt, Attempts) = (printer, now, 0);

    public int Send(DateTimeOffset until)
    {
        (State, DueAt, Attempts) = (PrintState.Sending, until, Attempts + 1);
        return Attempts;
    }

    public void End(PrintState state, string? error, DateTimeOffset now) => (State, Error, EndedAt) = (state, error, now);

    /// <summary>Nothing left the house: it waits longer each time, and after the last one is given up.</summary>
    public void NotReached(string error, DateTimeOffset now)
    {
        if (Attempts >= AttemptsMax)
        {
            End(PrintState.Failed, error, now);
            return;
        }

        (State, Error, DueAt) = (PrintState.Queued, error, now.AddSeconds(Math.Min(WaitSecondsMax, 1 << Math.Min(Attempts - 1, 6))));
    }
}
