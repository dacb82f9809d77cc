using System.Globalization;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Shipping;
using Microsoft.AspNetCore.Components;

namespace ControlTower.Screens.Settings;

/// <summary>A courier is taken on, or changed; what the settings of the process say is shown and stays. Secrets are written and never shown.</summary>
public sealed partial class CourierForm
{
    private static readonly (string Name, string Word)[] s_secrets =
    [
        ("apiKey", "settings.apiKey"), ("secret", "settings.secret"), ("user", "settings.user"), ("password", "settings.password"), ("account", "settings.account"), ("pin", "settings.pin"),
        ("entity", "settings.entity"),
    ];

    private readonly Dictionary<string, string?> _secrets = [];
    private Guid _wish = Guid.CreateVersion7();
    private string _key = "";
    private CourierKind _kind;
    private string _country = "";
    private string? _baseUrl;
    private int _poll = Courier.PollSecondsUsual;
    private int _connections = 8;
    private int _deadline = 20;
    private string? _sender;
    private string? _senderPhone;
    private string? _services;
    private bool _isOn = true;
    private string? _wrong;
    private bool _isSaving;

    /// <summary>Null: a new courier.</summary>
    [Parameter] public CourierRow? Of { get; set; }

    [Parameter] public EventCallback OnDone { get; set; }

    private bool IsFixed => Of?.IsFixed == true;

    protected override void OnInitialized()
    {
        if (Of is { } row)
        {
            (_key, _kind, _country, _baseUrl, _poll, _isOn) = (row.Key, row.Kind, row.Country, row.BaseUrl, row.PollSeconds, row.IsOn);
            (_connections, _deadline, _sender, _senderPhone) = (row.Config.ConnectionsMax, row.Config.DeadlineSeconds, row.Config.SenderName, row.Config.SenderPhone);
            _services = string.Join('\n', row.Services.Select(Spell));
        }
    }

    private bool Kept(string name) => Of is { } row && (name switch { "apiKey" => row.HasApiKey, "secret" => row.HasSecret, _ => row.HasAccount });

    private async Task SaveAsync()
    {
        if (Read(_services) is not { } services)
        {
            _wrong = Words["settings.servicesWrong"];
            return;
        }

        _isSaving = true;
        var config = (Of?.Config ?? new CourierConfig()) with { ConnectionsMax = _connections, DeadlineSeconds = _deadline, SenderName = Text(_sender), SenderPhone = Text(_senderPhone) };
        var outcome = await Handler.HandleAsync(new(
            _wish, await Actors.NowAsync(), _key.Trim(), _kind, _country.Trim(), Text(_baseUrl), _poll, services, config, _isOn, Secret("apiKey"), Secret("secret"),
            new(Secret("user"), Secret("password"), Secret("account"), Secret("pin"), Secret("entity"))), default);
        (_isSaving, _wish) = (false, Guid.CreateVersion7());
        if (!outcome.Decided(out _, out var refused))
        {
            _wrong = Words.Refused(refused);
            return;
        }

        Toasts.Show(Words["settings.saved"]);
        await OnDone.InvokeAsync();
    }

    private string? Secret(string name) => Text(_secrets.GetValueOrDefault(name));

    private static string Spell(CourierService service) => string.Join(' ', new[]
    {
        System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(service.Method.ToString()), service.Country ?? "*", service.Service ?? "*", service.Price?.ToString(CultureInfo.InvariantCulture),
    }.OfType<string>());

    /// <summary>A line each: way of shipping, country, the courier's own name, price; a star where it does not matter.</summary>
    private static List<CourierService>? Read(string? text)
    {
        var services = new List<CourierService>();
        foreach (var line in (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var price = parts.Length > 3 && decimal.TryParse(parts[3], CultureInfo.InvariantCulture, out var told) ? told : (decimal?)null;
            if (parts.Length is < 1 or > 4 || !Enum.TryParse<ShippingMethod>(parts[0], ignoreCase: true, out var method) || !Enum.IsDefined(method) || (parts.Length > 3 && price is null))
            {
                return null;
            }

            services.Add(new(method, Word(parts, 1), Word(parts, 2), price));
        }

        return services;
    }

    private static string? Word(string[] parts, int at) => parts.Length > at && parts[at] != "*" ? parts[at] : null;

    private static string? Text(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
