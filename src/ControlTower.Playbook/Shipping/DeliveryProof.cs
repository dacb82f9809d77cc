using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Shipping;

/// <summary>Who took a parcel in, and how we know.</summary>
public sealed class DeliveryProof
{
    public required Guid ParcelId { get; init; }

    /// <summary>When it was delivered, by the driver's clock.</summary>
    public required DateTimeOffset At { get; init; }

    public required Guid ById { get; init; }
    public required string ByName { get; init; }

    /// <summary>The name that was said at the door: personal, shown to support only.</summary>
    public string? ReceivedBy { get; init; }

    /// <summary>The customer said the right code.</summary>
    public bool WithCode { get; init; }

    public double? Latitude { get; init; }
    public double? Longitude { get; init; }
}

/// <summary>A picture of a delivery: of the parcel at the door, or a signature.</summary>
public sealed class ProofPicture
{
    public required Guid ParcelId { get; init; }
    public required ProofKind Kind { get; init; }

    /// <summary>Its random name in the folder of pictures.</summary>
    public required string File { get; init; }

    public required DateTimeOffset AddedAt { get; init; }
}
