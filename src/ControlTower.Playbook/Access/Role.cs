namespace ControlTower.Playbook.Access;

/// <summary>Who somebody is on the floor. A person may have several, each for some or all warehouses.</summary>
public enum Role { Administrator, OrderOps, Picker, PackerQc, ShippingCoordinator, CustomerSupport, OpsManager, Automation }
