using ControlTower.Journal;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Tests.Journal;

public sealed class JournalEntryTests
{
    private static readonly Guid s_order = Guid.Parse("01a20c80-0000-7000-8000-000000000001");
    private static readonly DateTimeOffset s_now = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_has_a_column_of_its_own_does_not_stand_in_the_values_again()
    {
        var entry = Of(new PromiseGivenBack(s_order, "CT-1", [new(1, "TEA", "cairo", 2)], "cancelled"));

        Assert.Contains("stock:cairo/TEA", entry.Keys);
        Assert.DoesNotContain("keys", entry.New, StringComparison.Ordinal);
        Assert.DoesNotContain("stock:", entry.New, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_value_stands_before_and_after()
    {
        var entry = Of(new PaymentMoved(s_order, "CT-1", PaymentState.Paid, "shop", PaymentState.Pending));

        Assert.Equal("""{"payment":"pending"}""", entry.Old);
        Assert.Contains("\"payment\":\"paid\"", entry.New, StringComparison.Ordinal);
        Assert.DoesNotContain("pending", entry.New, StringComparison.Ordinal);
    }

    [Fact]
    public void Personal_words_are_not_in_the_chain()
    {
        var entry = Of(new OrderEdited(s_order, "CT-1", ["phone"], new { Phone = "0100" }, new { Phone = "0111" }));

        Assert.DoesNotContain("0100", entry.New + entry.Old, StringComparison.Ordinal);
        Assert.DoesNotContain("0111", entry.New + entry.Old, StringComparison.Ordinal);
    }

    private static JournalEntry Of(IJournaled happened) => JournalEntry.Of(Guid.CreateVersion7(), happened, Actor.Tower, Guid.CreateVersion7(), null, s_now);
}
