using System.Collections.Concurrent;
using ControlTower.Simulator.People;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Messages;

/// <summary>
/// Customers who read what they get: messages arrive after a moment, some fail; whoever is asked about cash on delivery presses a button, and some
/// write back, whom support answers.
/// </summary>
public sealed class Readers(MessageLedger ledger, Postman postman, Desk support, Pace pace, SimSettings settings, Tally tally, TimeProvider clock, ILogger<Readers> logger)
    : Rounds(pace, TimeSpan.Zero, TimeSpan.FromMilliseconds(250), logger)
{
    private const int AtOnce = 50;

    private static readonly string[] s_words =
        ["Please call before you come.", "هل يمكن التسليم بعد الساعة السادسة؟", "Can I still add something?", "أين طلبي الآن؟", "Is the street number right?", "أرجو الاتصال قبل الوصول."];

    private readonly PriorityQueue<Func<CancellationToken, Task>, DateTimeOffset> _due = new();
    private readonly ConcurrentQueue<(DateTimeOffset At, Func<CancellationToken, Task> Act)> _new = new();

    protected override Task BeginAsync(CancellationToken cancellationToken)
    {
        ledger.Took += Expect;
        return Task.CompletedTask;
    }

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        while (_new.TryDequeue(out var next))
        {
            _due.Enqueue(next.Act, next.At);
        }

        List<Task> acts = [];
        while (acts.Count < AtOnce && _due.TryPeek(out _, out var at) && at <= clock.GetUtcNow())
        {
            acts.Add(_due.Dequeue()(cancellationToken));
        }

        await Task.WhenAll(acts);
    }

    private void Expect(Carried message)
    {
        if (message.Provider == "email")
        {
            return; // mail comes without a receipt
        }

        var dice = Dice.Of(settings.Seed, "reader", message.To, message.Text);
        In(TimeSpan.FromSeconds(2), token => postman.ReceiptAsync(message, "sent", token));
        var arrives = settings.Key is null || !dice.Chance(0.02);
        In(dice.Minutes(0.2, 1), token => postman.ReceiptAsync(message, arrives ? "delivered" : message.Provider == "sms" ? "undelivered" : "failed", token));
        if (message.Provider != "whatsapp" || !arrives)
        {
            return;
        }

        if (settings.Key is null)
        {
            return; // nobody lives here: the providers carry, and that is all
        }

        In(dice.Minutes(1, 3), token => postman.ReceiptAsync(message, "read", token));
        if (message.Payloads.Count > 0)
        {
            Answer(message, dice);
        }
        else if (dice.Chance(0.05))
        {
            Write(message, dice, dice.Pick(s_words));
        }
    }

    /// <summary>Most want it; some think better of it, some have moved, some never answer.</summary>
    private void Answer(Carried message, Dice dice)
    {
        var (wish, title) = dice.Below(100) switch
        {
            < 76 => ("confirm", "Confirm"),
            < 88 => ("cancel", "Cancel"),
            < 92 => ("address", "Change address"),
            _ => ("", ""),
        };
        if (message.Payloads.FirstOrDefault(payload => payload.StartsWith($"cod:{wish}:", StringComparison.Ordinal)) is not { } payload)
        {
            return;
        }

        In(dice.Minutes(1, 8), token =>
        {
            tally.Count($"customers press {wish}");
            return postman.SayAsync(message.To, "", new { from = message.To, id = ledger.NextId("wamid.in"), timestamp = postman.Now(), type = "button", button = new { payload, text = title }, context = new { id = message.Id } }, token);
        });
        if (wish == "address")
        {
            var home = Places.In(message.To.StartsWith("966", StringComparison.Ordinal) ? "SA" : "EG", dice);
            Write(message, dice, $"{home.Line1}, {home.City}");
        }
    }

    private void Write(Carried message, Dice dice, string words)
    {
        In(dice.Minutes(9, 15), token =>
        {
            tally.Count("customers write");
            return postman.SayAsync(message.To, "", new { from = message.To, id = ledger.NextId("wamid.in"), timestamp = postman.Now(), type = "text", text = new { body = words } }, token);
        });
        if (dice.Chance(0.6))
        {
            In(dice.Minutes(20, 60), token => AnswerAsync(message.To, token));
        }
    }

    /// <summary>Support looks the phone up and answers on its order.</summary>
    private async Task AnswerAsync(string phone, CancellationToken cancellationToken)
    {
        var found = await support.GetAsync($"/api/v1/search?q={phone[^9..]}", cancellationToken);
        if (found.Body.ValueKind == System.Text.Json.JsonValueKind.Array && found.Body.EnumerateArray().Select(one => one.Text("number")).OfType<string>().FirstOrDefault() is { } number)
        {
            var answer = await support.PostAsync($"/api/v1/orders/{number}/message", new { channel = "whatsapp", text = "Thank you, we have told the courier. شكرًا، أبلغنا المندوب." }, cancellationToken);
            tally.Count(answer.IsDone ? "support answers" : "support could not answer");
        }
    }

    private void In(TimeSpan life, Func<CancellationToken, Task> act)
    {
        var (paced, least) = (Pace.Of(life), TimeSpan.FromMilliseconds(400));
        _new.Enqueue((clock.GetUtcNow() + (paced > least ? paced : least), act));
    }
}
