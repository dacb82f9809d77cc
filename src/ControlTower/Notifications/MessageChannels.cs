using ControlTower.Notifications.Providers;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Notifications;

/// <summary>The channels that are set up here.</summary>
public sealed class MessageChannels(IEnumerable<IMessageProvider> providers)
{
    private readonly Dictionary<MessageChannel, IMessageProvider> _open = providers.Where(one => one.IsOpen).ToDictionary(one => one.Channel);

    /// <summary>False: this company writes to nobody.</summary>
    public bool Any => _open.Count > 0;

    public bool IsOpen(MessageChannel channel) => _open.ContainsKey(channel);

    public IMessageProvider? Find(MessageChannel channel) => _open.GetValueOrDefault(channel);
}
