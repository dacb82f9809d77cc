using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Intake;

/// <summary>A shop, a counter, a marketplace: where orders come from, and how it is doing.</summary>
public sealed class ChannelStore
{
    public required string Key { get; init; }
    public required Channel Kind { get; set; }
    public required string Country { get; set; }
    public required string Currency { get; set; }
    public CodConfirmPolicy CodConfirm { get; set; } = CodConfirmPolicy.Doubtful;
    public string? BaseUrl { get; set; }

    /// <summary>Signs its webhooks; protected by the tower's key ring, like the three below.</summary>
    public string? Secret { get; set; }

    /// <summary>The former secret, still accepted while a shop is being changed over.</summary>
    public string? SecretBefore { get; set; }

    public string? ApiKey { get; set; }
    public string? ApiSecret { get; set; }
    public int SweepSeconds { get; set; } = 300;

    /// <summary>Comes from the settings of the process and cannot be edited on screen.</summary>
    public bool IsFixed { get; set; }

    public bool IsClosed { get; set; }

    /// <summary>Reconciled up to this time of the shop.</summary>
    public DateTimeOffset? Cursor { get; set; }

    public DateTimeOffset? LastSuccessAt { get; set; }
    public DateTimeOffset? LastMessageAt { get; set; }
    public DateTimeOffset? LastSweepAt { get; set; }
    public string? LastError { get; set; }
    public long Duplicates { get; set; }

    public StoreFacts Facts => new(Key, Kind, Country, Currency, CodConfirm);
}

/// <summary>What came in, raw, before it is understood; and what became of it.</summary>
public sealed class InboundMessage
{
    public required Guid Id { get; init; }
    public required string Store { get; init; }

    /// <summary><c>webhook</c>, <c>reconcile</c>, <c>api</c>, <c>csv</c>.</summary>
    public required string Door { get; init; }

    public required string Topic { get; init; }

    /// <summary>What identifies a delivery of this channel; with the store it is unique for ever.</summary>
    public required string DedupeKey { get; init; }

    public string? ExternalId { get; set; }
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>JSON object.</summary>
    public required string Headers { get; init; }

    public required byte[] Body { get; init; }
    public InboundState State { get; private set; }
    public string? Reason { get; private set; }
    public int Attempts { get; private set; }
    public DateTimeOffset? ReadAt { get; private set; }
    public Guid? OrderId { get; private set; }

    public void Became(InboundState state, string? reason, Guid? order, DateTimeOffset now) =>
        (State, Reason, OrderId, ReadAt, Attempts) = (state, reason, order ?? OrderId, now, Attempts + 1);

    /// <summary>To be read once more, after a fix.</summary>
    public void ReadAgain() => (State, Reason) = (InboundState.Stored, null);
}

/// <summary>A cancellation that came before its order and waits for it.</summary>
public sealed record EarlyCancel(string Store, string ExternalId, DateTimeOffset Version, Guid? Message);
