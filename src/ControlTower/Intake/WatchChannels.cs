using System.Globalization;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Intake;

/// <summary>
/// A shop that has grown silent is noticed before its customers call: no webhook for six times its usual gap (of the last day), and at least
/// for half an hour. The case ends by itself when the shop speaks again.
/// </summary>
public sealed class WatchChannels(CommitGate gate)
{
    private const int GapsMax = 6;
    private const int MessagesMin = 10; // fewer in a day tell no usual gap
    private static readonly TimeSpan s_gapMin = TimeSpan.FromMinutes(30);

    /// <returns>How many cases were opened or closed.</returns>
    public Task<int> HandleAsync(CancellationToken cancellationToken) =>
        gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            var dayAgo = work.Now.AddDays(-1);
            var heard = await work.Db.InboundMessages.Where(message => message.Door == "webhook" && message.ReceivedAt >= dayAgo)
                .GroupBy(message => message.Store)
                .Select(same => new { Store = same.Key, Count = same.Count(), First = same.Min(message => message.ReceivedAt), Last = same.Max(message => message.ReceivedAt) })
                .ToListAsync(cancellationToken);
            var sites = await Sites.LoadAsync(work.Db, cancellationToken);
            var changes = 0;
            foreach (var store in heard.Where(store => store.Count >= MessagesMin))
            {
                var usual = (store.Last - store.First) / (store.Count - 1);
                var silent = work.Now - store.Last;
                var cases = await CaseBook.OfSubjectAsync(work, sites, CaseSubject.Store, store.Store, cancellationToken);
                var open = cases.Live.FirstOrDefault(one => one.Code == ExceptionCode.ChannelSilent);
                var isSilent = silent > (usual * GapsMax > s_gapMin ? usual * GapsMax : s_gapMin);
                if (isSilent && open is null)
                {
                    cases.Open(CaseSubject.Store, store.Store, null, new(ExceptionCode.ChannelSilent, null, null, new Dictionary<string, string>
                    {
                        ["store"] = store.Store, ["usualGapMinutes"] = Minutes(usual), ["silentMinutes"] = Minutes(silent),
                    }));
                    changes++;
                }
                else if (!isSilent && open is not null)
                {
                    cases.Close(open, "spoke again");
                    changes++;
                }
            }

            return changes;
        }, cancellationToken);

    private static string Minutes(TimeSpan span) => Math.Round(span.TotalMinutes).ToString(CultureInfo.InvariantCulture);
}
