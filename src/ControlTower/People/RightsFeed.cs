using ControlTower.Access;
using ControlTower.Live;

namespace ControlTower.People;

/// <summary>Tells this node's book of rights what changed, on whichever node it was changed.</summary>
internal sealed class RightsFeed(LiveFeed feed, RightsBook rights) : IHostedService
{
    public const string KeyPrefix = "key:";
    private const string PersonPrefix = "person:";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        feed.Follow(entries =>
        {
            foreach (var key in entries.SelectMany(entry => entry.Keys))
            {
                if (key.StartsWith(PersonPrefix, StringComparison.Ordinal))
                {
                    rights.ForgetPerson(key);
                }
                else if (key.StartsWith(KeyPrefix, StringComparison.Ordinal))
                {
                    rights.ForgetKeys();
                }
            }
        });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
