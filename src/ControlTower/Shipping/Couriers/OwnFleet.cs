using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Shipping.Couriers;

/// <summary>Our own drivers: nobody is called, the parcel's own number is what it is followed by, and the label is drawn here.</summary>
public sealed class OwnFleet : ICourierApi
{
    public CourierKind Kind => CourierKind.Own;

    public Task<CallEnding<BookedLabel>> BookAsync(OpenCourier courier, BookingAsk ask, Func<string, Task<bool>> note, CancellationToken cancellationToken) =>
        Task.FromResult<CallEnding<BookedLabel>>(new CallEnding<BookedLabel>.Done(new(null, ask.Sscc, ask.Service, null, null)));

    public Task<CallEnding<LabelFile>> FetchLabelAsync(OpenCourier courier, LabelAsk ask, CancellationToken cancellationToken) =>
        Task.FromResult<CallEnding<LabelFile>>(new CallEnding<LabelFile>.Refused("label", "The labels of our own drivers are drawn here."));

    public Task<CallEnding<string>> VoidAsync(OpenCourier courier, string? courierRef, string tracking, CancellationToken cancellationToken) =>
        Task.FromResult<CallEnding<string>>(new CallEnding<string>.Done("not needed"));

    public Task<CallEnding<string>> PickUpAsync(OpenCourier courier, PickupAsk ask, CancellationToken cancellationToken) =>
        Task.FromResult<CallEnding<string>>(new CallEnding<string>.Refused("own", "Our own drivers are not called."));
}
