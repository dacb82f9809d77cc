using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Shops;

/// <summary>What happened to an order in its shop.</summary>
public enum ShopEvent { Created, Updated, Paid, Cancelled }

/// <summary>How well a shop's message travels.</summary>
public enum Luck
{
    /// <summary>One in twenty is lost, one in fifty goes out twice.</summary>
    AsEver,

    /// <summary>It goes out once.</summary>
    Sure,

    /// <summary>It goes out twice.</summary>
    Twice,
}

/// <summary>How a store tells the tower what happened.</summary>
public interface IChannel
{
    Store Store { get; }

    ShopLedger Ledger { get; }

    /// <summary>Puts it on its way and does not wait for it.</summary>
    void Tell(ShopOrder order, ShopEvent what, Luck luck = Luck.AsEver);
}
