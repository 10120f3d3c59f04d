using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Testing;
using Shouldly;
using Xunit;

namespace Prefect.Flows.Tests.Results;

public sealed class ResultRecordTests : IDisposable
{
    private const string JsonSettings = """
        {"type":"json","jsonlib":"json","object_encoder":"prefect.serializers.prefect_json_object_encoder","object_decoder":"prefect.serializers.prefect_json_object_decoder","dumps_kwargs":{},"loads_kwargs":{}}
        """;

    private readonly ResultFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_task_result_is_one_file_of_metadata_and_text()
    {
        await _folder.Store.WriteAsync(new Dictionary<string, int> { ["x"] = 1 }, "key", cancellationToken: Token);
        JsonNode file = JsonNode.Parse(_folder.Read("key"))!;
        string version = file["metadata"]!["prefect_version"]!.GetValue<string>();
        JsonNode.DeepEquals(file, JsonNode.Parse($$$"""
            {"metadata":{"storage_key":"{{{_folder.Path}}}/key","expiration":null,"serializer":{{{JsonSettings}}},"prefect_version":"{{{version}}}","storage_block_id":null},"result":"{\"x\":1}"}
            """)).ShouldBeTrue(file.ToJsonString());
        ((JsonObject)file).Select(member => member.Key).ShouldBe(["metadata", "result"]);
        ((JsonObject)file["metadata"]!).Select(member => member.Key).ShouldBe(["storage_key", "expiration", "serializer", "prefect_version", "storage_block_id"]);
    }

    [Fact]
    public async Task Metadata_of_its_own_storage_leaves_the_content_bare()
    {
        ResultStore store = _folder.Store with { MetadataStorage = Path.Combine(_folder.Path, "keys") };
        await store.WriteAsync("text", "key", cancellationToken: Token);
        _folder.Read("key").ShouldBe("\"text\"");
        ResultRecordMetadata metadata = ResultRecordMetadata.Parse(_folder.Read("keys/key"));
        metadata.StorageKey.ShouldBe(Path.Combine(_folder.Path, "key"));
        (await (store with { CacheInMemory = false }).ReadAsync<string>("key", cancellationToken: Token)).Result.ShouldBe("text");
    }

    [Fact]
    public async Task A_flow_result_is_bare_and_read_by_its_metadata()
    {
        ResultStore store = _folder.Store with { MetadataStorage = ResultStorage.None };
        ResultRecord<int> record = await store.WriteAsync(42, cancellationToken: Token);
        string name = Path.GetFileName(record.Metadata.StorageKey!);
        name.ShouldMatch("^[0-9a-f]{32}$");
        _folder.Read(name).ShouldBe("42");
        (await ResultStore.LoadAsync<int>(ResultRecordMetadata.Parse(record.Metadata.ToJson()), Token)).ShouldBe(42);
    }

    [Theory]
    [InlineData("2026-11-20T12:00:00Z")]
    [InlineData("2026-11-20T12:00:00.123456+02:00")]
    public void An_expiration_keeps_its_offset(string time)
    {
        ResultRecordMetadata metadata = new() { Serializer = "json", Expiration = DateTimeOffset.Parse(time) };
        metadata.ToJson().ShouldContain($"\"expiration\":\"{time}\"");
        ResultRecordMetadata.Parse(metadata.ToJson()).Expiration!.Value.ShouldBe(metadata.Expiration!.Value);
        ResultRecordMetadata.Parse(metadata.ToJson()).Expiration!.Value.Offset.ShouldBe(metadata.Expiration!.Value.Offset);
    }

    [Fact]
    public async Task Records_of_older_versions_are_read()
    {
        _folder.Write("old", """{"data":"[1, 2]","expiration":null,"serializer":{"type":"json"},"prefect_version":"2.19.0"}""");
        ResultRecord<int[]> record = await _folder.Store.ReadAsync<int[]>("old", cancellationToken: Token);
        record.Result.ShouldBe([1, 2]);
        record.Metadata.PrefectVersion.ShouldBe("2.19.0");
    }

    [Fact]
    public async Task Bare_content_is_read_by_the_serializer_of_the_store()
    {
        _folder.Write("bare", """{"metadata": 1, "result": "x"}""");
        (await _folder.Store.ReadAsync<Dictionary<string, object>>("bare", cancellationToken: Token)).Result["result"].ShouldBe("x");
    }

    [Theory]
    [InlineData("msgpack", "ResultSerializer.Register")]
    [InlineData("pickle", "PREFECT_RESULTS_DEFAULT_SERIALIZER")]
    [InlineData("compressed/pickle", "PREFECT_RESULTS_DEFAULT_SERIALIZER")]
    public async Task An_unknown_serializer_only_fails_when_it_is_used(string type, string advice)
    {
        string metadata = $$"""{"storage_key":"k","expiration":null,"serializer":{"type":"{{type}}","extra":[1]},"prefect_version":"3.8.3","storage_block_id":null}""";
        ResultRecordMetadata.Parse(metadata).ToJson().ShouldBe(metadata);
        _folder.Write("k", $$"""{"metadata":{{metadata}},"result":"gASVBAAAAAAAAABLAS4=\n"}""");
        UnsupportedSerializerException refusal = await Should.ThrowAsync<UnsupportedSerializerException>(() => _folder.Store.ReadAsync<int>("k", cancellationToken: Token));
        refusal.Message.ShouldContain("'k'");
        refusal.Message.ShouldContain(type);
        refusal.Message.ShouldContain(advice);
        (await _folder.Store.ExistsAsync("k", Token)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"serializer\":\"json\"}")]
    [InlineData("{\"serializer\":{\"type\":\"json\"},\"expiration\":\"soon\"}")]
    public void What_is_no_metadata_is_refused(string json) => Should.Throw<FormatException>(() => ResultRecordMetadata.Parse(json));

    [Fact]
    public async Task Exists_tells_missing_broken_and_expired_from_valid()
    {
        ManualClock clock = new();
        using IDisposable scope = FlowClock.Use(clock);
        ResultStore store = _folder.Store;
        (await store.ExistsAsync("missing", Token)).ShouldBeFalse();
        _folder.Write("broken", """{"metadata":{"serializer":{"type":"js""");
        (await store.ExistsAsync("broken", Token)).ShouldBeFalse();
        _folder.Write("half", $$"""{"metadata":{"serializer":{{JsonSettings}}},"result":"[1, 2"}""");
        (await store.ExistsAsync("half", Token)).ShouldBeFalse();
        await store.WriteAsync(1, "valid", clock.GetUtcNow().AddMinutes(1), cancellationToken: Token);
        (await store.ExistsAsync("valid", Token)).ShouldBeTrue();
        clock.Advance(TimeSpan.FromMinutes(1));
        (await store.ExistsAsync("valid", Token)).ShouldBeFalse();
        store.Memory.Count.ShouldBe(1);
        (await store.ReadAsync<int>("valid", cancellationToken: Token)).Metadata.IsExpired.ShouldBeTrue("the file is still there, and was asked for by name");
    }

    [Fact]
    public async Task A_derived_store_does_not_change_the_original_and_shares_its_memory()
    {
        ResultStore store = _folder.Store;
        ResultStore derived = store with { Serializer = "compressed/json", CacheInMemory = true };
        store.Serializer.ShouldBeNull();
        await derived.WriteAsync("x", "k", cancellationToken: Token);
        store.Memory.Count.ShouldBe(1);
        File.Delete(Path.Combine(_folder.Path, "k"));
        (await store.ReadAsync<string>("k", cancellationToken: Token)).Result.ShouldBe("x");
        ResultStore forgetful = _folder.Store with { CacheInMemory = false };
        await forgetful.WriteAsync("x", "k", cancellationToken: Token);
        forgetful.Memory.Count.ShouldBe(0);
        (await forgetful.ReadAsync<string>("k", cancellationToken: Token)).Result.ShouldBe("x");
        forgetful.Memory.Count.ShouldBe(0);
    }

    [Fact]
    public void The_memory_keeps_the_thousand_that_were_used_last()
    {
        ResultMemory memory = new();
        ResultRecordMetadata metadata = new() { Serializer = "json" };
        for (int number = 0; number <= 1000; number++)
        {
            memory.Keep($"{number}", new ResultRecord<int>(number, metadata));
            memory.Find("0").ShouldNotBeNull();
        }

        memory.Count.ShouldBe(1000);
        memory.Find("1").ShouldBeNull();
        memory.Find("2").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_result_that_is_being_written_is_waited_for()
    {
        ManualClock clock = new() { JumpsToTimers = true };
        using IDisposable scope = FlowClock.Use(clock);
        ResultRecordMetadata missing = new() { Serializer = "json", StorageKey = Path.Combine(_folder.Path, "never") };
        MissingResultException failure = await Should.ThrowAsync<MissingResultException>(() => ResultStore.LoadAsync<int>(missing, Token));
        failure.Message.ShouldContain("never");
        clock.Waits.Count.ShouldBe(9);
        clock.Waits.ShouldAllBe(wait => wait == TimeSpan.FromSeconds(0.25));
    }

    [Fact]
    public async Task A_locked_key_is_waited_for_by_readers_and_refused_to_writers()
    {
        string key = Guid.NewGuid().ToString("N");
        ResultStore store = _folder.Store with { LockManager = MemoryLockManager.Shared };
        await store.WriteAsync(1, key, cancellationToken: Token);
        await store.AcquireLockAsync(key, "a", cancellationToken: Token);
        Task<ResultRecord<int>> reading = store.ReadAsync<int>(key, "b", Token);
        reading.IsCompleted.ShouldBeFalse();
        await Should.ThrowAsync<InvalidOperationException>(() => store.WriteAsync(2, key, holder: "b", cancellationToken: Token));
        await store.WriteAsync(3, key, holder: "a", cancellationToken: Token);
        await store.ReleaseLockAsync(key, "a", Token);
        (await reading).Result.ShouldBe(3);
    }

    [Fact]
    public async Task A_saved_block_keeps_results_by_bare_keys_and_an_unsaved_one_is_refused()
    {
        await using TemporaryStore blocks = new();
        using IDisposable scope = Prefect.Blocks.BlockStore.Use(blocks.Store);
        Prefect.Blocks.LocalFileSystem files = new() { Basepath = _folder.Path };
        Should.Throw<ArgumentException>(() => ResultStorage.FromBlock(files)).Message.ShouldContain("Save it");
        await files.SaveAsync("results", cancellationToken: Token);
        ResultStore byName = new() { Storage = "local-file-system/results", CacheInMemory = false };
        ResultRecord<int> record = await byName.WriteAsync(5, "k", cancellationToken: Token);
        record.Metadata.StorageKey.ShouldBe("k");
        record.Metadata.StorageBlockId.ShouldBe(files.BlockDocumentId);
        (await ResultStore.LoadAsync<int>(record.Metadata, Token)).ShouldBe(5);
        (await new ResultStore { Storage = files }.ReadAsync<int>("k", cancellationToken: Token)).Result.ShouldBe(5);
        Should.Throw<ArgumentException>(() => ResultStorage.FromBlock(new Prefect.Blocks.Secret { Value = "value-of-it" }));
    }

    [Theory]
    [InlineData("a/b", "a/b")]
    [InlineData("/tmp", "/tmp")]
    [InlineData("/tmp/x", "/tmp/x")]
    [InlineData("./a/b", "./a/b")]
    [InlineData("folder", "folder")]
    public void Text_names_a_block_or_a_folder(string text, string expected)
    {
        ResultStorage storage = text;
        storage.ToString().ShouldBe(expected);
        storage.Equals(ResultStorage.Folder(text)).ShouldBe(text != "a/b");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(null)]
    public async Task Bad_arguments_are_refused(string? text)
    {
        Should.Throw<ArgumentException>(() => ResultStorage.FromString(text!));
        Should.Throw<ArgumentException>(() => ResultStorage.Folder(text!));
        Should.Throw<ArgumentException>(() => ResultSerializer.FromString(text!));
        await Should.ThrowAsync<ArgumentException>(() => _folder.Store.ReadAsync<int>(text!, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => _folder.Store.ExistsAsync(text!, Token));
        Should.Throw<ArgumentNullException>(() => ResultStorage.FromBlock(null!));
        Should.Throw<ArgumentNullException>(() => ResultStorage.FromFileSystem(null!));
        Should.Throw<ArgumentNullException>(() => ResultStorage.FromDirectoryInfo(null!));
        Should.Throw<ArgumentException>(() => ResultStorage.Folder("a\0b"));
        if (text is not null)
        {
            await Should.ThrowAsync<ArgumentException>(() => _folder.Store.WriteAsync(1, text, cancellationToken: Token));
        }
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("..\\x")]
    [InlineData("a/../../x")]
    [InlineData("C:\\x")]
    public async Task Keys_do_not_lead_out_of_the_folder(string key)
    {
        await Should.ThrowAsync<ArgumentException>(() => _folder.Store.WriteAsync(1, key, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => _folder.Store.ReadAsync<int>(key, cancellationToken: Token));
    }

    [Fact]
    public async Task A_missing_result_and_one_of_another_type_are_told_apart()
    {
        await Should.ThrowAsync<MissingResultException>(() => _folder.Store.ReadAsync<int>("none", cancellationToken: Token));
        await _folder.Store.WriteAsync("text", "k", cancellationToken: Token);
        await Should.ThrowAsync<ResultSerializationException>(() => _folder.Store.ReadAsync<int>("k", cancellationToken: Token));
    }

    public void Dispose() => _folder.Dispose();
}
