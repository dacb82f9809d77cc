namespace ControlTower.Playbook.Access;

/// <summary>One thing that somebody must own. Every command needs exactly one duty; who has it stands in <see cref="RoleDuties"/>.</summary>
public enum Duty
{
    /// <summary>See orders, timelines, search, stock, warehouses, boards, KPIs, SOPs.</summary>
    ViewOrders,

    /// <summary>See names, phones, addresses and e-mails on what <see cref="ViewOrders"/> shows.</summary>
    ViewPersonalData,

    /// <summary>Create and import orders in a store of any kind.</summary>
    CreateOrders,

    /// <summary>Create an order in a store of kind <c>manual</c> or <c>whatsapp</c>.</summary>
    CreateOrdersInManualStores,
    MergeOrders,

    /// <summary>Cancel, with why, before anything was released to the floor.</summary>
    CancelOrders,
    CancelAfterRelease,

    /// <summary>Correct contact, address or shipping method before release.</summary>
    EditContact,

    /// <summary>Change what was ordered, before release.</summary>
    EditLines,

    /// <summary>List, claim, assign, snooze and escalate cases.</summary>
    WorkCases,

    /// <summary>Resolve cases; which ones, <see cref="RoleDuties.MayResolve"/> says.</summary>
    ResolveCases,
    ReadRawMessages,

    /// <summary>Read a stored message again, or discard it.</summary>
    ReplayMessages,
    ConfirmCod,
    PlaceHolds,

    /// <summary>Release holds; which types, <c>HoldRules</c> says.</summary>
    ReleaseHolds,

    /// <summary>Receive, put away, transfer, count.</summary>
    MoveStock,

    /// <summary>Adjust and write off, with why.</summary>
    AdjustStock,

    /// <summary>Propose and create waves.</summary>
    ProposeWaves,

    /// <summary>Release or cancel waves.</summary>
    ReleaseWaves,

    /// <summary>Pick, report short, put back.</summary>
    Pick,

    /// <summary>Pack, weigh, photograph, seal; override a weight, with why.</summary>
    Pack,

    /// <summary>Book couriers and pickups, make manifests, hand over, void labels.</summary>
    Ship,

    /// <summary>Print and fetch labels.</summary>
    PrintLabels,
    OpenReturns,

    /// <summary>Receive and grade what comes back.</summary>
    ReceiveReturns,
    RequestRefunds,

    /// <summary>Approve or reject refunds; never one's own, which the return's rules refuse.</summary>
    ApproveRefunds,
    WriteToCustomers,
    WriteNotes,
    RaiseHelpCalls,
    AnswerHelpCalls,

    /// <summary>Publish SOPs, rules, calendars and courier maps.</summary>
    PublishRules,

    /// <summary>Audit, journal, and exports with personal data.</summary>
    ReadAudit,

    /// <summary>SKUs and bins.</summary>
    KeepCatalogue,

    /// <summary>Stores, warehouses, couriers, people, keys, devices, settings.</summary>
    Administer,

    /// <summary>The automatic steps: screen, validate, reserve, expire, reconcile. No person has it.</summary>
    RunAutomation,
}
