using System.Text.Json.Nodes;
using Prefect.Testing;
using Shouldly;
using Xunit;

namespace Prefect.Flows.Tests.Locks;

public sealed class FileSystemLockManagerTests : LockManagerContract, IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Folder => Path.Combine(_directory.Path, "locks");

    protected override ILockManager Locks => field ??= new FileSystemLockManager(Folder);

    [Fact]
    public async Task A_lock_is_a_file_of_holder_and_expiration()
    {
        Directory.Exists(Folder).ShouldBeFalse();
        await Locks.AcquireLockAsync("abc", "me", holdTimeout: TimeSpan.FromHours(1), cancellationToken: Token);
        JsonNode file = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "abc.lock"), Token))!;
        file["holder"]!.GetValue<string>().ShouldBe("me");
        file["expiration"]!.GetValue<string>().ShouldEndWith("+00:00");
        await Locks.ReleaseLockAsync("abc", "me", Token);
        Directory.GetFiles(Folder, "*.lock").ShouldBeEmpty();
        Directory.GetFiles(Folder, "*.partial").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"holder": "python", "expiration": null}""", true)]
    [InlineData("""{"holder": "python", "expiration": "2001-01-01 00:00:00+00:00"}""", false)]
    [InlineData("", true)]
    public async Task The_files_of_Python_are_honoured(string content, bool isLocked)
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, "abc.lock"), content, Token);
        (await Locks.IsLockedAsync("abc", Token)).ShouldBe(isLocked);
        (await Locks.AcquireLockAsync("abc", "me", TimeSpan.Zero, cancellationToken: Token)).ShouldBe(!isLocked);
    }

    [Fact]
    public async Task Processes_take_turns()
    {
        string counter = _directory.WriteFile("counter", "0");
        using LockWorker first = LockWorker.Start("count", Folder, "shared", counter, "20");
        using LockWorker second = LockWorker.Start("count", Folder, "shared", counter, "20");
        await first.FinishAsync(Token);
        await second.FinishAsync(Token);
        (await File.ReadAllTextAsync(counter, Token)).ShouldBe("40");
    }

    [Fact]
    public async Task Of_many_who_want_a_free_lock_at_once_one_gets_it()
    {
        for (int round = 0; round < 300; round++)
        {
            string key = $"round-{round}";
            using Barrier start = new(2);
            bool[] taken = await Task.WhenAll(Enumerable.Range(0, 2).Select(number => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait(Token);
                    return Locks.AcquireLockAsync(key, $"holder-{number}", TimeSpan.Zero, cancellationToken: Token).AsTask();
                },
                Token,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).Unwrap()));
            taken.Count(one => one).ShouldBe(1, $"in round {round}");
        }
    }

    [Fact]
    public async Task The_lock_of_a_process_that_died_is_still_held()
    {
        using LockWorker holder = LockWorker.Start("hold", Folder, "shared", "them");
        (await holder.ReadLineAsync(Token)).ShouldBe("held");
        holder.Dispose();
        (await Locks.IsLockHolderAsync("shared", "them", Token)).ShouldBeTrue();
        (await Locks.AcquireLockAsync("shared", "me", TimeSpan.Zero, cancellationToken: Token)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void A_folder_without_a_name_is_refused(string? folder) => Should.Throw<ArgumentException>(() => new FileSystemLockManager(folder!));

    [Fact]
    public void The_home_folder_is_expanded() => new FileSystemLockManager("~/locks").LockFilesDirectory
        .ShouldBe(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "locks"));

    [Fact]
    public async Task Holders_of_a_hundred_tasks_are_different()
    {
        string[] holders = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => LockHolder.Current)));
        holders.Distinct().Count().ShouldBe(100);
        LockHolder.Current.ShouldBe(LockHolder.Current);
        LockHolder.Current.ShouldStartWith($"{Environment.MachineName}:{Environment.ProcessId}:");
    }

    public void Dispose() => _directory.Dispose();
}
