using System.Globalization;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Messages;

/// <summary>A message that a provider took.</summary>
/// <param name="Provider"><c>email</c>, <c>sms</c>, <c>whatsapp</c>.</param>
/// <param name="Id">The provider's own; of a mail its Message-ID.</param>
/// <param name="Key">What the sender gave to find it again; null: nothing.</param>
/// <param name="Payloads">Of the buttons under it.</param>
/// <param name="Receipts">Where the sender wants to be told; null: nowhere.</param>
public sealed record Carried(
    string Provider, string Id, string To, string? Subject, string Text, string? Key, IReadOnlyList<string> Payloads, string? Receipts, DateTimeOffset At);

/// <summary>
/// The providers' own books, and how they are today: whoever compares finds here what really reached a customer, however the sender's own books look.
/// </summary>
public sealed class MessageLedger(Tally tally, TimeProvider clock)
{
    private const int MessagesMax = 20_000; // the oldest are forgotten
    private static readonly TimeSpan s_downFor = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly List<Carried> _messages = [];
    private DateTimeOffset _downUntil;
    private long _next;

    /// <summary>Each taken message is told to whoever brings it to its reader.</summary>
    public event Action<Carried>? Took;

    /// <summary>How long the sender waits for its answer after the message was taken.</summary>
    public TimeSpan AnswersAfter { get; set; }

    public bool IsDown => clock.GetUtcNow() < _downUntil;

    /// <summary>All three say for a minute that they take nothing.</summary>
    public void BreakDown() => _downUntil = clock.GetUtcNow() + s_downFor;

    public void Mend() => _downUntil = default;

    public string NextId(string prefix) => prefix + Interlocked.Increment(ref _next).ToString("x", CultureInfo.InvariantCulture).PadLeft(32, '0');

    public IReadOnlyList<Carried> All()
    {
        lock (_lock)
        {
            return [.. _messages];
        }
    }

    /// <summary>It is in the book before the sender hears of it, as with a real provider.</summary>
    public async Task TakeAsync(Carried message, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _messages.Add(message);
            if (_messages.Count > MessagesMax)
            {
                _messages.RemoveRange(0, MessagesMax / 10);
            }
        }

        tally.Count($"messages {message.Provider}");
        Took?.Invoke(message);
        if (AnswersAfter > TimeSpan.Zero)
        {
            await Task.Delay(AnswersAfter, clock, cancellationToken);
        }
    }
}
