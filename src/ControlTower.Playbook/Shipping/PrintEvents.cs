using System.Text.Json.Serialization;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Shipping;

/// <summary>Something happened to the print of a label.</summary>
public abstract record PrintEvent(Guid Order, Guid Parcel, string Sscc, Guid Job, string Printer, int Copy) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Order(Order);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject, JournalKeys.Parcel(Parcel)];
}

public sealed record LabelPrintAsked(Guid Order, Guid Parcel, string Sscc, Guid Job, string Printer, int Copy) : PrintEvent(Order, Parcel, Sscc, Job, Printer, Copy);

/// <param name="State"><c>sent</c>, <c>failed</c>, or <c>unknown</c>: it may have been printed.</param>
public sealed record LabelPrintEnded(Guid Order, Guid Parcel, string Sscc, Guid Job, string Printer, int Copy, PrintState State) : PrintEvent(Order, Parcel, Sscc, Job, Printer, Copy);

/// <summary>Somebody sent a label without a parcel to a printer.</summary>
public sealed record PrinterTested(string Printer) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Printer(Printer);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject];
}

/// <summary>Why no label is handed out or printed.</summary>
public static class PrintRefusals
{
    public static Refusal NoPrinter(string warehouse) =>
        new("shipping.no-printer", $"No printer of {warehouse} is on. Open the label as PDF and print it, or set a printer up: Printers__KEY__Host, __Warehouse.");

    public static Refusal PrinterUnknown(string printer) => new("shipping.printer-unknown", $"There is no printer {(printer.Length <= 40 ? printer : printer[..40])}.", "printer");

    public static Refusal Elsewhere(string printer, string warehouse) =>
        new("shipping.printer-elsewhere", $"The printer {printer} stands in {warehouse}, and the parcel does not. Name one of its own warehouse.", "printer");

    public static Refusal BeingSent(string printer) => new("shipping.print-under-way", $"The label is being sent to {printer} right now. Look at the printer.");

    public static Refusal JobUnknown() => new("shipping.print-unknown", "There is no such label at a printer. Look at the list again.");

    public static Refusal Over() => new("shipping.print-over", "The label does not wait any more: it was printed, given up, or asked for again. Look at the list again.");

    public static Refusal TrackingUnprintable() => new("shipping.tracking-unprintable", "The tracking number is more than bars on a label can hold. Print the courier's own label.");
}
