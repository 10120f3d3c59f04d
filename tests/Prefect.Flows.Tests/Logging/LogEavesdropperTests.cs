using Microsoft.Extensions.Logging;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Flows.Tests.Logging;

[Collection<RunsAlone>]
public sealed class LogEavesdropperTests
{
    [Fact]
    public void It_hears_its_logger_and_those_below_from_its_level_on()
    {
        using LogsTo logs = new();
        using LogEavesdropper heard = new("prefect.orders", LogLevel.Warning);
        PrefectLogging.CreateLogger("orders").LogInformation("quiet");
        PrefectLogging.CreateLogger("orders").LogWarning("late");
        PrefectLogging.CreateLogger("orders.eu").LogError(new InvalidOperationException("full"), "lost");
        PrefectLogging.CreateLogger("ordersheet").LogError("something else");
        heard.Text().ShouldBe("[WARNING]: late\n[ERROR]: lost\nSystem.InvalidOperationException: full");
        heard.Records[1].Logger.ShouldBe("prefect.orders.eu");
    }

    [Fact]
    public void It_hears_run_loggers_when_nobody_else_listens()
    {
        using LogsTo logs = new();
        PrefectLogging.LoggerFactory = null!;
        using LogEavesdropper heard = new("prefect.flow_runs");
        RunLogger.For(StandIns.Flow()).LogInformation("Loading");
        heard.Text().ShouldBe("[INFO]: Loading");
    }

    [Fact]
    public async Task It_hears_nothing_of_what_runs_beside_it()
    {
        using LogsTo logs = new();
        ILogger logger = PrefectLogging.CreateLogger("beside");
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task beside = BesideAsync();
        using LogEavesdropper heard = new("prefect.beside");
        begun.SetResult();
        await beside;
        await Task.Run(() => logger.LogInformation("below"), TestContext.Current.CancellationToken);
        heard.Text().ShouldBe("[INFO]: below");

        async Task BesideAsync()
        {
            await begun.Task;
            logger.LogInformation("beside");
        }
    }

    [Fact]
    public void It_stops_when_it_is_disposed_and_masks_secrets()
    {
        using LogsTo logs = new();
        string secret = new SecretString("pelican-briefcase").Reveal();
        LogEavesdropper heard = new("prefect.orders");
        PrefectLogging.CreateLogger("orders").LogInformation("{Secret}", secret);
        heard.Dispose();
        heard.Dispose();
        PrefectLogging.CreateLogger("orders").LogInformation("after");
        heard.Text().ShouldBe("[INFO]: **********");
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void It_needs_a_name(string? category) => Should.Throw<ArgumentException>(() => new LogEavesdropper(category!));
}
