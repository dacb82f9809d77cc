namespace ControlTower.Data;

/// <summary>Has a store reconciled with its shop before its time; the job that reconciles implements it.</summary>
public interface IStoreSweeps
{
    /// <summary>Returns at once; the shop is asked afterwards.</summary>
    /// <returns>False: the store has no shop that could be asked.</returns>
    bool Ask(string store);
}
