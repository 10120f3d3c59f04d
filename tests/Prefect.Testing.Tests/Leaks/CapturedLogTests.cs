using Microsoft.Extensions.Logging;

namespace Prefect.Testing.Tests;

public sealed class CapturedLogTests
{
    private readonly Canary _canary = Canary.Generate("token");

    [Fact]
    public void Keeps_message_values_scopes_and_exception_of_every_level()
    {
        using CapturedLog log = new();
        ILogger<CapturedLogTests> logger = log.CreateLogger<CapturedLogTests>();
        using (logger.BeginScope("in {Bucket}", "landing"))
        {
            logger.LogTrace(new EventId(7, "Sent"), new IOException("broken pipe"), "sent {Count} bytes", 12);
        }

        CapturedLogEntry entry = log.Entries.ShouldHaveSingleItem();
        entry.Message.ShouldBe("sent 12 bytes");
        entry.Level.ShouldBe(LogLevel.Trace);
        entry.Values.ShouldContain(new KeyValuePair<string, object?>("Count", 12));
        entry.Scopes.ShouldContain(new KeyValuePair<string, object?>("Bucket", "landing"));
        entry.ToString().ShouldContain("broken pipe");
        entry.Label.ShouldContain(nameof(CapturedLogTests));
    }

    [Fact]
    public void A_sweep_sees_values_scopes_and_exceptions()
    {
        LeakSweep sweep = new(_canary);
        Action<ILogger>[] leaks =
        [
            logger => logger.LogInformation("{Token}", _canary.Value),
            logger => logger.LogInformation("{Tokens}", new object[] { new[] { "a", _canary.Value } }),
            logger => logger.LogInformation(new IOException("x", new IOException(_canary.Value)), "failed"),
            logger =>
            {
                using IDisposable? scope = logger.BeginScope(new Dictionary<string, object?>(StringComparer.Ordinal) { ["token"] = _canary.Value });
                logger.LogInformation("in a scope");
            },
        ];

        foreach (Action<ILogger> leak in leaks)
        {
            using CapturedLog log = new();
            leak(log.CreateLogger("category"));
            sweep.FindIn(log).ShouldNotBeEmpty();
            Should.Throw<Exception>(() => sweep.AssertClean(log)).Message.ShouldContain("log category Information");
        }
    }
}
