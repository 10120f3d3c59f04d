using System.Diagnostics;

namespace Prefect.Flows.Tests.Stores;

public sealed class DamagedStoreTests : RunStoreTest
{
    [Theory]
    [InlineData("this is no database at all, but long enough to be taken for the beginning of one, is it not? It surely is, one hundred and more.")]
    [InlineData("<html><body>502</body></html>")]
    [InlineData("SQLite format 3\0")]
    public async Task A_file_that_is_no_database_is_refused_and_left_as_it_is(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        await System.IO.File.WriteAllTextAsync(File, content, Token);

        RunStoreException refusal = Should.Throw<RunStoreException>(() => Open());

        refusal.Message.ShouldContain(File);
        (await System.IO.File.ReadAllTextAsync(File, Token)).ShouldBe(content);
    }

    [Fact]
    public async Task A_newer_file_is_refused_by_version()
    {
        await Store.Database.WriteAsync(database => database.Execute("PRAGMA user_version = 4711"), cancellationToken: Token);
        await Store.DisposeAsync();

        Should.Throw<RunStoreException>(() => Open()).Message.ShouldContain("4711");
    }

    [Fact]
    public async Task A_file_whose_pages_are_overwritten_fails_by_its_name()
    {
        for (int number = 0; number < 200; number++)
        {
            await Store.CreateAsync(NewFlowRun($"flow-{number}"), Token);
        }

        await Store.DisposeAsync();
        await using (FileStream file = new(File, FileMode.Open))
        {
            file.Position = 4096;
            await file.WriteAsync(new byte[file.Length - 4096], Token);
        }

        Exception? failure = null;
        try
        {
            EmbeddedRunStore damaged = Open();
            await ToListAsync(damaged.ListFlowRunsAsync(cancellationToken: Token));
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        failure.ShouldBeOfType<RunStoreException>().Message.ShouldContain(File);
    }

    [Fact]
    public void A_folder_that_is_a_file_is_refused_with_advice()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetDirectoryName(File))!);
        System.IO.File.WriteAllText(Path.GetDirectoryName(File)!, "");

        Should.Throw<RunStoreException>(() => Open()).Message.ShouldContain("PREFECT_HOME");
    }

    [Fact]
    public async Task A_full_disk_is_told_and_the_store_goes_on_once_there_is_room()
    {
        await Store.CreateAsync(NewFlowRun(), Token);
        await Store.Database.WriteAsync(database => database.Execute("PRAGMA max_page_count = 1"), cancellationToken: Token);
        FlowRun run = NewFlowRun();
        run.Parameters = new Dictionary<string, object?> { ["text"] = new string('x', 4_000_000) };

        RunStoreException full = await Should.ThrowAsync<RunStoreException>(async () => await Store.CreateAsync(run, Token));
        await Store.Database.WriteAsync(database => database.Execute("PRAGMA max_page_count = 1000000"), cancellationToken: Token);

        full.Message.ShouldContain(File);
        await Store.CreateAsync(run, Token);
        (await ScalarAsync("PRAGMA integrity_check")).ShouldBe("ok");
        (await ToListAsync(Store.ListFlowRunsAsync(cancellationToken: Token))).Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_was_reported_while_the_disk_was_full_is_told_at_the_next_flush()
    {
        FlowRun run = NewFlowRun();
        await Store.CreateAsync(run, Token);
        await Store.Database.WriteAsync(database => database.Execute("PRAGMA max_page_count = 1"), cancellationToken: Token);
        Store.Report(new RunLog(FlowClock.Now, Microsoft.Extensions.Logging.LogLevel.Error, "l", new string('x', 4_000_000), run.Id, null));

        await Should.ThrowAsync<RunStoreException>(async () => await Store.FlushAsync(Token));
        await Store.Database.WriteAsync(database => database.Execute("PRAGMA max_page_count = 1000000"), cancellationToken: Token);
        Store.Report(new RunLog(FlowClock.Now, Microsoft.Extensions.Logging.LogLevel.Error, "l", "later", run.Id, null));
        await Store.FlushAsync(Token);

        (await ToListAsync(Store.ReadLogsAsync(cancellationToken: Token))).ShouldHaveSingleItem().Message.ShouldBe("later");
    }

    [Fact]
    public async Task A_copy_taken_while_runs_are_written_opens_and_is_sound()
    {
        FlowRun run = NewFlowRun();
        await Store.CreateAsync(run, Token);
        await StepAsync(Store, run, State.Running());
        string copy = Path.Combine(Path.GetDirectoryName(File)!, "copy");
        Directory.CreateDirectory(copy);
        foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(File)!, "runs.db*"))
        {
            // As a copying tool reads it: opening the file here with .NET would drop the locks of this process.
            using Process tool = Process.Start("cp", [file, copy]);
            await tool.WaitForExitAsync(Token);
        }

        await using EmbeddedRunStore other = EmbeddedRunStore.Open(Path.Combine(copy, "runs.db"));

        FlowRun found = (await other.FindFlowRunAsync(run.Id, Token)).ShouldNotBeNull();
        found.State.Type.ShouldBe(StateType.Crashed);
        (await Store.FindFlowRunAsync(run.Id, Token))!.State.Type.ShouldBe(StateType.Running);
        await StepAsync(Store, run, State.Completed());
    }

    [Fact]
    public async Task A_retention_longer_than_time_itself_deletes_nothing()
    {
        FlowRun run = NewFlowRun();
        await Store.CreateAsync(run, Token);
        await StepAsync(Store, run, State.Completed());

        EmbeddedRunStore patient = Open(TimeSpan.MaxValue);
        await Task.Delay(TimeSpan.FromSeconds(1.3), Token);

        (await patient.FindFlowRunAsync(run.Id, Token)).ShouldNotBeNull();
        await patient.DisposeAsync();
    }
}
