using Prefect.Testing;

namespace Prefect.Flows.Tests.Results;

[Collection<RunsAlone>]
public sealed class DamagedResultTests : IDisposable
{
    private readonly ResultFolder _folder = new();
    private readonly IDisposable _store = RunStore.Use(new UnrecordedRunStore("a test", static () => throw new NotSupportedException()));

    public static TheoryData<byte[]> Contents => new()
    {
        Array.Empty<byte>(),
        "{\"metadata\":{\"storage_key\":\"k\",\"expiration\":null,\"serializer\":{\"type\":\"json\"},\"prefect_ver"u8.ToArray(),
        "{\"metadata\":{\"storage_key\":\"k\",\"serializer\":{\"type\":\"json\"}},\"result\":\"{\\\"half\\\":\"}"u8.ToArray(),
        "{\"metadata\":{\"storage_key\":\"k\",\"expiration\":\"tomorrow\",\"serializer\":{\"type\":\"json\"}},\"result\":\"1\"}"u8.ToArray(),
        "{\"metadata\":{\"storage_key\":\"k\",\"serializer\":{\"type\":\"compressed/json\",\"compressionlib\":5}},\"result\":\"1\"}"u8.ToArray(),
        "{\"metadata\":{\"storage_key\":\"k\",\"serializer\":{\"type\":\"compressed/json\",\"compressionlib\":\"gzip\"}},\"result\":\"H4sIAAAA\"}"u8.ToArray(),
        "{\"metadata\":{\"storage_key\":\"k\",\"serializer\":{\"type\":\"json\"}},\"result\":\"\\\"some text\\\"\"}"u8.ToArray(),
        "<html>502 Bad Gateway</html>"u8.ToArray(),
        new byte[] { 0xff, 0xfe, 0, 1, 2, 3, 0xd8, 0 },
        new byte[1_000_000],
        System.Text.Encoding.ASCII.GetBytes(new string('[', 200_000)),
    };

    [Theory]
    [MemberData(nameof(Contents), DisableDiscoveryEnumeration = true)]
    public async Task A_file_that_holds_no_such_result_is_replaced(byte[] content)
    {
        int runs = 0;
        FlowTask<int> task = FlowTask.Define("count", () => ++runs + 41, new TaskOptions { ResultStorageKey = "k" });
        Directory.CreateDirectory(_folder.Path);
        await File.WriteAllBytesAsync(Path.Combine(_folder.Path, "k"), content, TestContext.Current.CancellationToken);

        State<int> first = await task.RunStateAsync(TestContext.Current.CancellationToken);
        State<int> second = await task.RunStateAsync(TestContext.Current.CancellationToken);

        first.Name.ShouldBe("Completed");
        second.Name.ShouldBe("Cached");
        (await second.ResultAsync(TestContext.Current.CancellationToken)).ShouldBe(42);
    }

    [Theory]
    [MemberData(nameof(Contents), DisableDiscoveryEnumeration = true)]
    public async Task Reading_it_says_which_result_is_broken(byte[] content)
    {
        Directory.CreateDirectory(_folder.Path);
        await File.WriteAllBytesAsync(Path.Combine(_folder.Path, "k"), content, TestContext.Current.CancellationToken);

        FlowException failure = await Should.ThrowAsync<FlowException>(() => _folder.Store.ReadAsync<int>("k", cancellationToken: TestContext.Current.CancellationToken));

        failure.Message.ShouldContain("k");
    }

    [Fact]
    public async Task A_folder_in_the_place_of_a_result_is_logged_and_the_run_completes()
    {
        FlowTask<int> task = FlowTask.Define("count", () => 42, new TaskOptions { ResultStorageKey = "k" });
        Directory.CreateDirectory(Path.Combine(_folder.Path, "k", "in"));

        State<int> state = await task.RunStateAsync(TestContext.Current.CancellationToken);

        state.IsCompleted.ShouldBeTrue();
        (await state.ResultAsync(TestContext.Current.CancellationToken)).ShouldBe(42);
    }

    [Fact]
    public async Task Tasks_of_one_key_at_once_all_get_a_whole_result()
    {
        int runs = 0;
        FlowTask<int, string> task = FlowTask.Define(
            "large",
            async (int length) =>
            {
                Interlocked.Increment(ref runs);
                await Task.Yield();
                return new string('x', length);
            },
            new TaskOptions { CachePolicy = CachePolicy.Inputs, CacheResultInMemory = false });

        string[] results = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Task.Run(() => task.RunAsync(300_000))));

        results.ShouldAllBe(result => result.Length == 300_000);
        runs.ShouldBeInRange(1, 30);
        _folder.Files.Count().ShouldBe(1);
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }
}
