using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace ControlTower.Shipping.Road;

/// <summary>
/// Reads what couriers sent, many messages in one transaction, and moves the parcels. A body that cannot be read becomes a case and stays; one
/// that breaks a batch is carried alone, so a bad one never blocks the others.
/// </summary>
public sealed partial class ReadRoad : BackgroundService
{
    private const int MessagesMax = 300;
    private const int ParcelsMax = 300;
    private const long Fence = 7_013; // one reader in the cluster: two would wait for each other's parcels
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    private readonly CommitGate _gate;
    private readonly CourierBook _couriers;
    private readonly RoadScale _scale;
    private readonly RoadBell _bell;
    private readonly TimeProvider _clock;
    private readonly ILogger<ReadRoad> _logger;

    public ReadRoad(CommitGate gate, CourierBook couriers, RoadBook book, RoadBell bell, TimeProvider clock, ILogger<ReadRoad> logger) =>
        (_gate, _couriers, _scale, _bell, _clock, _logger) = (gate, couriers, new RoadScale(book, couriers), bell, clock, logger);

    /// <summary>Reads until nothing waits any more.</summary>
    public async Task HandleAsync(CancellationToken cancellationToken)
    {
        while (await ReadAsync(cancellationToken) > 0)
        {
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await HandleAsync(stoppingToken);
                await _bell.WaitAsync(s_look, _clock, stoppingToken);
            }
            catch (Exception failure) when (failure is NpgsqlException or TimeoutException or DbUpdateException or InvalidOperationException && !stoppingToken.IsCancellationRequested)
            {
                LogAway(_logger, failure.Message); // what was stored stays, and is read when the database is back
                await Task.Delay(s_look, _clock, stoppingToken);
            }
        }
    }

    private async Task<int> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(MessagesMax, ParcelsMax, cancellationToken);
        }
        catch (Exception failure) when (Blame.IsOfTheRow(failure))
        {
            LogBatchBroke(_logger, failure); // one of them is at fault; alone it can harm nobody
        }

        return await AloneAsync(1, 0, PutMessageAsideAsync, cancellationToken) + await AloneAsync(0, 1, PutParcelAsideAsync, cancellationToken);
    }

    private async Task<int> AloneAsync(int messages, int parcels, Func<Exception, CancellationToken, Task> putAside, CancellationToken cancellationToken)
    {
        for (var done = 0; done < MessagesMax; done++)
        {
            try
            {
                if (await ReadAsync(messages, parcels, cancellationToken) == 0)
                {
                    return done;
                }
            }
            catch (Exception failure) when (Blame.IsOfTheRow(failure))
            {
                LogOneBroke(_logger, failure);
                await putAside(failure, cancellationToken);
            }
        }

        return MessagesMax;
    }

    private Task<int> ReadAsync(int messagesMax, int parcelsMax, CancellationToken cancellationToken) =>
        _gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            if (!await work.Db.Database.SqlQuery<bool>($"""select pg_try_advisory_xact_lock({Fence}) as "Value" """).SingleAsync(cancellationToken))
            {
                return 0;
            }

            var messages = await TakeAsync(work, messagesMax, cancellationToken);
            var due = await work.Db.Database.SqlQuery<Guid>($"""select parcel_id as "Value" from parcel_road where is_due limit {parcelsMax}""").ToListAsync(cancellationToken);
            if (messages.Count + due.Count == 0)
            {
                return 0;
            }

            var bodies = messages.Select(message => (Message: message, Body: BodyOf(message))).ToList();
            var fresh = await TrackingLedger.WriteAsync(work, [.. bodies.SelectMany(one => WordsOf(one.Message, one.Body))], cancellationToken);
            await _scale.WeighAsync(work, [.. fresh.Select(word => word.Parcel).OfType<Guid>().Concat(due).Distinct()], cancellationToken);
            await _scale.AskForCodesAsync(work, fresh, cancellationToken);
            await EndAsync(work, bodies, cancellationToken);
            return messages.Count + due.Count;
        }, cancellationToken);

    private ToldBody BodyOf(KeptMessage message) => _couriers.Find(CourierOf(message)) is { } courier
        ? CourierBodies.Read(courier.Kind, message.Body)
        : new ToldBody.Ignored("the courier is not kept here any more");

    private static IEnumerable<HeardWord> WordsOf(KeptMessage message, ToldBody body) =>
        body is ToldBody.Events events ? events.All.Select(told => new HeardWord(CourierOf(message), told, RoadSource.Webhook, message.Id)) : [];

    private static string CourierOf(KeptMessage message) => message.Store[CourierDoor.StorePrefix.Length..];

    private static Task<List<KeptMessage>> TakeAsync(Work work, int most, CancellationToken cancellationToken) => work.Db.Database.SqlQuery<KeptMessage>($"""
        select id, store, body, attempts from inbound_message where state = 'stored' and door = {CourierDoor.Door} order by received_at, id limit {most} for update
        """).ToListAsync(cancellationToken);

    private static async Task EndAsync(Work work, List<(KeptMessage Message, ToldBody Body)> bodies, CancellationToken cancellationToken)
    {
        var ended = bodies.Select(one => (one.Message.Id, Ending: EndingOf(one.Body))).ToList();
        await work.Db.Database.ExecuteSqlRawAsync("""
            update inbound_message m set state = e.state, reason = e.reason, attempts = m.attempts + 1, read_at = @now
            from unnest(@ids, @states, @reasons) as e (id, state, reason) where m.id = e.id
            """,
            [
                new NpgsqlParameter("now", work.Now), new NpgsqlParameter("ids", ended.Select(one => one.Id).ToArray()),
                new NpgsqlParameter("states", ended.Select(one => one.Ending.State).ToArray()),
                new NpgsqlParameter("reasons", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = ended.Select(one => one.Ending.Reason).ToArray() },
            ], cancellationToken);
        foreach (var (message, body) in bodies.Where(one => one.Body is ToldBody.Unreadable || one.Message.Attempts > 0))
        {
            await JudgeAsync(work, message, body as ToldBody.Unreadable, cancellationToken);
        }
    }

    private static (string State, string? Reason) EndingOf(ToldBody body) => body switch
    {
        ToldBody.Events { All.Count: 0 } => ("ignored", "nothing new in it"),
        ToldBody.Events => ("read", null),
        ToldBody.Ignored ignored => ("ignored", ignored.Reason),
        ToldBody.Unreadable bad => ("failed", $"{bad.Path}: {bad.Reason}"),
        _ => throw new InvalidOperationException($"A body is {body.GetType().Name}."),
    };

    /// <summary>What cannot be read is a case; what could be read after a fix is none any more.</summary>
    private static async Task JudgeAsync(Work work, KeptMessage message, ToldBody.Unreadable? bad, CancellationToken cancellationToken)
    {
        var sites = await Sites.LoadAsync(work.Db, cancellationToken);
        var cases = await CaseBook.OfSubjectAsync(work, sites, CaseSubject.Message, message.Id.ToString(), cancellationToken);
        if (bad is not null)
        {
            cases.Open(CaseSubject.Message, message.Id.ToString(), null, new(ExceptionCode.MessageUnreadable, null, $"MESSAGE_UNREADABLE:{message.Store}:{bad.Path}", new Dictionary<string, string>
            {
                ["message"] = message.Id.ToString(), ["store"] = message.Store, ["topic"] = "tracking", ["path"] = bad.Path, ["reason"] = bad.Reason,
            }));
        }
        else
        {
            cases.Live.Where(one => one.Code == ExceptionCode.MessageUnreadable).ToList().ForEach(one => cases.Close(one, "readAgain"));
        }
    }

    private Task PutMessageAsideAsync(Exception failure, CancellationToken cancellationToken) =>
        _gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            var messages = await TakeAsync(work, 1, cancellationToken);
            await EndAsync(work, [.. messages.Select(message => (message, (ToldBody)new ToldBody.Unreadable($"It could not be taken in ({failure.GetBaseException().GetType().Name}).", "$")))], cancellationToken);
            return messages.Count;
        }, cancellationToken);

    /// <summary>Not looked at again until more is heard of it; the log says why.</summary>
    private Task PutParcelAsideAsync(Exception failure, CancellationToken cancellationToken) =>
        _gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, work => work.Db.Database.ExecuteSqlAsync(
            $"update parcel_road set is_due = false where parcel_id = (select parcel_id from parcel_road where is_due limit 1)", cancellationToken), cancellationToken);

    private sealed record KeptMessage(Guid Id, string Store, byte[] Body, int Attempts);

    [LoggerMessage(7101, LogLevel.Warning, "Couriers' words cannot be read just now: {Why}")]
    private static partial void LogAway(ILogger logger, string why);

    [LoggerMessage(7102, LogLevel.Warning, "A batch of couriers' words broke; they are read one by one.")]
    private static partial void LogBatchBroke(ILogger logger, Exception failure);

    [LoggerMessage(7103, LogLevel.Error, "A courier's words could not be taken in and were put aside.")]
    private static partial void LogOneBroke(ILogger logger, Exception failure);
}
