namespace ControlTower.Screens.CustomerSupport;

/// <summary>What an entry of a timeline is about, so that one can look at one thing alone.</summary>
public enum EntryShelf { All, Customer, Warehouse, Money, Exceptions }

/// <summary>Which entry belongs where.</summary>
public static class EntryShelves
{
    public static EntryShelf Of(string kind) => kind switch
    {
        "PaymentMoved" => EntryShelf.Money,
        "StockPromised" or "StockMissing" or "PromiseGivenBack" or "PromiseBroken" or "ShipBySet" or "SoldOverTheCounter" => EntryShelf.Warehouse,
        _ when kind.StartsWith("Case", StringComparison.Ordinal) || kind.StartsWith("Hold", StringComparison.Ordinal) => EntryShelf.Exceptions,
        "OrderReceived" or "OrderPlaced" or "OrderRetold" or "OrderEdited" or "OrderCancelled" or "OrderMerged" or "NoteWritten" or "CustomerWrote" => EntryShelf.Customer,
        _ when kind.StartsWith("Message", StringComparison.Ordinal) => EntryShelf.Customer,
        _ => EntryShelf.All,
    };
}
