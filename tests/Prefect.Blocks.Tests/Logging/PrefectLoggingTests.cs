using Microsoft.Extensions.Logging;
using Prefect.Testing;

namespace Prefect.Blocks.Tests.Logging;

[Collection<RunsAlone>]
public sealed class PrefectLoggingTests
{
    [Theory]
    [InlineData("orders", "prefect.orders")]
    [InlineData("prefect.orders", "prefect.orders")]
    [InlineData("prefect", "prefect")]
    [InlineData("prefectural", "prefect.prefectural")]
    public void A_logger_by_name_is_under_prefect(string name, string expected)
    {
        using CapturedLog heard = new();
        using IDisposable listening = PrefectLogging.Listen(heard);
        PrefectLogging.CreateLogger(name).LogInformation("Hello");
        heard.Entries.ShouldContain(entry => entry.Category == expected && entry.Message == "Hello");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void A_logger_needs_a_name(string name) => Should.Throw<ArgumentException>(() => PrefectLogging.CreateLogger(name));

    [Fact]
    public void A_listener_hears_existing_loggers_masked_and_only_while_it_listens()
    {
        string secret = new SecretString("walrus-tusk-77").Reveal();
        ILogger logger = PrefectLogging.CreateLogger("listened");
        using CapturedLog heard = new();
        logger.LogInformation("before");
        using (PrefectLogging.Listen(heard))
        {
            logger.LogInformation("during {Secret}", secret);
        }

        logger.LogInformation("after");
        heard.Entries.Where(entry => entry.Category == "prefect.listened").Select(entry => entry.Message).ShouldBe(["during **********"]);
        heard.Texts.ShouldNotContain(text => text.Text.Contains(secret));
    }

    [Fact]
    public void A_listener_may_be_there_twice_and_leave_twice()
    {
        ILogger logger = PrefectLogging.CreateLogger("twice");
        using CapturedLog heard = new();
        IDisposable first = PrefectLogging.Listen(heard);
        using IDisposable second = PrefectLogging.Listen(heard);
        first.Dispose();
        first.Dispose();
        logger.LogInformation("once");
        heard.Entries.Count(entry => entry.Category == "prefect.twice").ShouldBe(1);
    }

    [Fact]
    public async Task A_logger_is_silenced_only_where_the_scope_holds()
    {
        using CapturedLog heard = new();
        using IDisposable listening = PrefectLogging.Listen(heard);
        ILogger logger = PrefectLogging.CreateLogger("silenced");
        using (PrefectLogging.Disable("prefect.silenced"))
        {
            await Task.Run(() => logger.LogCritical("not this"), TestContext.Current.CancellationToken);
            logger.IsEnabled(LogLevel.Critical).ShouldBeFalse();
            PrefectLogging.CreateLogger("other").LogInformation("another");
        }

        logger.LogInformation("this");
        heard.Entries.Where(entry => entry.Category is "prefect.silenced" or "prefect.other").Select(entry => entry.Message).ShouldBe(["another", "this"]);
    }

    [Fact]
    public void Setting_the_factory_that_was_got_does_not_wrap_it_again()
    {
        ILoggerFactory factory = PrefectLogging.LoggerFactory;
        PrefectLogging.LoggerFactory = factory;
        PrefectLogging.LoggerFactory.ShouldBeSameAs(factory);
    }
}
