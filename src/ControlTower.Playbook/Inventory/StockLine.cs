using System.Diagnostics;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Inventory;

/// <summary>
/// How much of one SKU one warehouse has, and how much of that is already promised.
/// Invariant: 0 ≤ <see cref="Reserved"/> ≤ <see cref="OnHand"/> − <see cref="Unsellable"/>. The same line stands in
/// db/migrations as a CHECK, so an oversell cannot be written even by hand.
/// </summary>
public sealed class StockLine
{
    private StockLine() { }

    public StockLine(string sku, string warehouse, int safety)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(safety);
        (Sku, Warehouse, Safety) = (sku, warehouse, safety);
    }

    public string Sku { get; private init; } = "";
    public string Warehouse { get; private init; } = "";

    /// <summary>Everything that is physically there, until handover.</summary>
    public int OnHand { get; private set; }

    /// <summary>The part in quarantine or damaged.</summary>
    public int Unsellable { get; private set; }

    /// <summary>What is promised to orders, also while it is picked and packed.</summary>
    public int Reserved { get; private set; }

    /// <summary>Kept back from orders.</summary>
    public int Safety { get; private set; }

    /// <summary>May be below zero, where safety was raised above what is left.</summary>
    public int Available => OnHand - Unsellable - Reserved - Safety;

    /// <summary>Promises units.</summary>
    /// <returns>Null, or <c>inventory.not-enough</c> and nothing changes.</returns>
    public Refusal? Promise(int units)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units); // a zero here is our bug, not the customer's
        if (units > Available)
        {
            return InventoryRefusals.NotEnough(Sku, Warehouse, units, Available);
        }

        Reserved += units;
        Check();
        return null;
    }

    public void GiveBack(int units)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        Reserved -= units;
        Check();
    }

    /// <summary>Goods came in, or were found.</summary>
    public void Add(int units)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        OnHand += units;
    }

    /// <summary>Goods are gone: sold over the counter, lost, transferred.</summary>
    /// <returns>Null, or <c>inventory.below-promised</c>: what is promised must first be given back.</returns>
    public Refusal? Remove(int units)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        if (OnHand - units < Unsellable + Reserved)
        {
            return InventoryRefusals.BelowPromised(Sku, Warehouse, OnHand, Unsellable, Reserved, units);
        }

        OnHand -= units;
        Check();
        return null;
    }

    /// <summary>Units become unsellable (damage, quarantine) without leaving the site.</summary>
    /// <returns>Null, or <c>inventory.below-promised</c>.</returns>
    public Refusal? SetAside(int units)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        if (Reserved > OnHand - Unsellable - units)
        {
            return InventoryRefusals.BelowPromised(Sku, Warehouse, OnHand, Unsellable, Reserved, units);
        }

        Unsellable += units;
        Check();
        return null;
    }

    /// <summary>Units that had been set aside may be sold after all.</summary>
    /// <returns>Null, or <c>inventory.not-set-aside</c>: there are not so many.</returns>
    public Refusal? PutBackOnSale(int units)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        if (units > Unsellable)
        {
            return InventoryRefusals.NotSetAside(Sku, Warehouse, Unsellable, units);
        }

        Unsellable -= units;
        Check();
        return null;
    }

    /// <summary>How many promised units would have no goods, were so many gone: a count, a theft. What may be sold is missed first, nobody saw which ones.</summary>
    public int PromisedBeyond(int gone) => Math.Max(0, Reserved - (OnHand - gone - UnsellableWithout(gone)));

    /// <summary>Goods are gone. Promises beyond what is left (<see cref="PromisedBeyond"/>) are broken before.</summary>
    /// <returns>How many of them were unsellable.</returns>
    public int Lose(int units)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(units, OnHand);
        var spoilt = Unsellable - UnsellableWithout(units);
        (OnHand, Unsellable) = (OnHand - units, Unsellable - spoilt);
        Check();
        return spoilt;
    }

    /// <summary>Units that were set aside leave the house for good: scrapped.</summary>
    public void Discard(int units)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(units, Unsellable);
        (OnHand, Unsellable) = (OnHand - units, Unsellable - units);
        Check();
    }

    private int UnsellableWithout(int gone) => Math.Min(Unsellable, OnHand - gone);

    public void KeepBack(int safety)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(safety);
        Safety = safety;
    }

    [Conditional("DEBUG")]
    private void Check() => Debug.Assert(0 <= Reserved && Reserved <= OnHand - Unsellable);
}
