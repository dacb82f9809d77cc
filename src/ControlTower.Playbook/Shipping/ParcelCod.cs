using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Shipping;

/// <summary>The cash of one parcel: due at the door, collected by the courier, paid on to us.</summary>
public sealed class ParcelCod
{
    private ParcelCod() { }

    /// <param name="due">What the courier was told to collect.</param>
    public ParcelCod(Guid parcelId, Guid orderId, string courier, Money due) =>
        (ParcelId, OrderId, Courier, DueMinor, Currency) = (parcelId, orderId, courier, due.Minor, due.Currency);

    public Guid ParcelId { get; private init; }
    public Guid OrderId { get; private init; }
    public string Courier { get; private init; } = "";
    public long DueMinor { get; private init; }
    public string Currency { get; private init; } = "";
    public CodState State { get; private set; }
    public long? CollectedMinor { get; private set; }
    public DateTimeOffset? CollectedAt { get; private set; }
    public long? RemittedMinor { get; private set; }
    public DateTimeOffset? RemittedAt { get; private set; }

    /// <summary>The statement that paid for it.</summary>
    public Guid? Statement { get; private set; }

    public Money Due => new(DueMinor, Currency);

    /// <summary>The money is here, or nobody waits for it any more.</summary>
    public bool IsSettled => State switch
    {
        CodState.Due or CodState.Collected or CodState.Differs or CodState.Claimed => false,
        CodState.Remitted or CodState.Forgone => true,
    };

    /// <param name="told">What the courier says it took; null: it did not say, so what was due.</param>
    public void Collect(long? told, DateTimeOffset at)
    {
        if (CollectedAt is not null || IsSettled)
        {
            return;
        }

        (CollectedMinor, CollectedAt) = (told ?? DueMinor, at);
        State = CollectedMinor == DueMinor ? CodState.Collected : CodState.Differs;
    }

    /// <summary>A statement pays for it. Several payments add up.</summary>
    public void Remit(long amountMinor, Guid statement, DateTimeOffset at)
    {
        (RemittedMinor, RemittedAt, Statement) = ((RemittedMinor ?? 0) + amountMinor, at, statement);
        State = RemittedMinor == DueMinor ? CodState.Remitted : CodState.Differs;
    }

    public void Claim() => State = CodState.Claimed;

    /// <summary>A manager takes what came for the whole.</summary>
    public void Accept() => State = CodState.Forgone;

    /// <summary>Collected long ago and not paid on.</summary>
    public bool IsLate(DateTimeOffset now) => State == CodState.Collected && CollectedAt < now - RoadRules.Remittance;
}

/// <summary>A courier's statement, as it was read in.</summary>
public sealed class CodStatement
{
    public required Guid Id { get; init; }
    public required string Courier { get; init; }

    /// <summary>SHA-256 of the file: the same one is not paid twice.</summary>
    public required byte[] FileHash { get; init; }

    public required DateTimeOffset ReadAt { get; init; }
    public required string ReadByName { get; init; }
    public required int Rows { get; init; }
    public required int Matched { get; init; }
    public required int Differing { get; init; }
    public required int Unknown { get; init; }
    public required long TotalMinor { get; init; }
    public required string Currency { get; init; }
}
