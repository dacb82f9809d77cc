namespace ControlTower.Tests.Ground;

/// <summary>Waits for something that comes true by itself, looking often and not for ever: what is usual stands in the bench, and machines of two cores are busy.</summary>
public static class Eventually
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(45);

    public static async Task TrueAsync(Func<Task<bool>> isTrue, TimeSpan? longest = null)
    {
        using var limit = new CancellationTokenSource(longest ?? s_longest);
        while (!await isTrue())
        {
            if (limit.IsCancellationRequested)
            {
                Assert.Fail($"It did not come true within {(longest ?? s_longest).TotalSeconds} seconds.");
            }

            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
