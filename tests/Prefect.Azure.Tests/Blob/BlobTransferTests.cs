using System.Net;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Azure.Tests;

public sealed class BlobTransferTests(AzuriteServer azurite) : BlobTest(azurite)
{
    private const int Small = 64 * 1024;

    private static BlobTransferOptions SmallBlocks => Quick with { BlockSize = Small, RangeSize = Small };

    [Theory]
    [InlineData(BlobContentCheck.Crc64)]
    [InlineData(BlobContentCheck.Md5)]
    [InlineData(BlobContentCheck.None)]
    public async Task A_large_file_goes_in_blocks_and_comes_back_in_ranges(BlobContentCheck check)
    {
        byte[] content = Pattern((10 * Small) + 7);
        string file = Folder.Combine("large.bin");
        await File.WriteAllBytesAsync(file, content, Token);
        ProgressRecord progress = new();
        await using FaultProxy proxy = await FaultProxy.StartAsync(Azurite.Endpoint, Token);
        AzureBlobStorageContainer container = Container(endpoint: proxy.Endpoint).WithTransfer(SmallBlocks with { ContentCheck = check });

        await container.UploadFromPathAsync(file, "k", progress, Token);
        string copy = await container.DownloadObjectToPathAsync("k", Folder.Combine("copy.bin"), cancellationToken: Token);

        proxy.Requests.Count(request => request.Query.Contains("comp=block&", StringComparison.Ordinal)).ShouldBe(11);
        proxy.Requests.Where(request => request.Query.Contains("comp=block&", StringComparison.Ordinal))
            .Count(request => request.Headers.ContainsKey(check == BlobContentCheck.Md5 ? "Content-MD5" : "x-ms-content-crc64"))
            .ShouldBe(check == BlobContentCheck.None ? 0 : 11);
        proxy.Requests.Count(request => request.Method == "GET" && request.Headers.ContainsKey("If-Match")).ShouldBe(10);
        (await File.ReadAllBytesAsync(copy, Token)).AsSpan().SequenceEqual(content).ShouldBeTrue();
        progress.Reports.Select(report => report.BytesTransferred).ShouldBeInOrder();
        progress.Reports[^1].ShouldBe(new TransferProgress("k", content.Length, content.Length, 1, 1));
    }

    [Theory]
    [InlineData(10, 100)]
    [InlineData(10, 3 * Small)]
    [InlineData(2 * Small, 3 * Small)]
    public async Task A_stream_that_holds_more_than_its_length_said_is_uploaded_whole(int said, int held)
    {
        byte[] content = Pattern(held);
        await using UnderstatedStream stream = new(content, said);
        await Container().WithTransfer(SmallBlocks).UploadFromStreamAsync(stream, "k", cancellationToken: Token);
        (await Container().ReadPathAsync("k", Token)).AsSpan().SequenceEqual(content).ShouldBeTrue();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Small - 1)]
    [InlineData(Small)]
    [InlineData(Small + 1)]
    [InlineData((5 * Small) + 3)]
    public async Task A_stream_of_unknown_length_is_uploaded_whole(int length)
    {
        byte[] content = Pattern(length);
        await using ForwardOnlyStream source = new(content);

        await Container().WithTransfer(SmallBlocks).UploadFromStreamAsync(source, "k", cancellationToken: Token);

        (await Container().WithTransfer(SmallBlocks).ReadPathAsync("k", Token)).AsSpan().SequenceEqual(content).ShouldBeTrue();
    }

    [Fact]
    public async Task A_file_that_changes_while_it_is_uploaded_is_not_stored_by_halves()
    {
        string file = Folder.Combine("growing.bin");
        await File.WriteAllBytesAsync(file, Pattern(20 * Small), Token);
        IOException exception = await Should.ThrowAsync<IOException>(() => Container().WithTransfer(SmallBlocks)
            .UploadFromPathAsync(file, "growing", new OnFirstReport(() => File.AppendAllText(file, "more")), Token));
        exception.Message.ShouldContain("growing");
        (await NamesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_upload_that_fails_in_a_block_leaves_nothing()
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(Azurite.Endpoint, Token);
        proxy.Inject(
            Fault.Answer(HttpStatusCode.Forbidden, "<Error><Code>AuthorizationFailure</Code><Message>No.</Message></Error>", "application/xml"),
            request => request.Query.Contains("comp=block&", StringComparison.Ordinal), skip: 2, times: int.MaxValue);

        AzureException exception = await Should.ThrowAsync<AzureException>(() => Container(endpoint: proxy.Endpoint).WithTransfer(SmallBlocks)
            .UploadFromStreamAsync(new MemoryStream(Pattern(9 * Small)), "k", cancellationToken: Token));

        exception.ErrorCode.ShouldBe("AuthorizationFailure");
        (await NamesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_large_upload_to_a_name_that_is_taken_is_refused_before_its_first_block()
    {
        await PutAsync("k");
        await using FaultProxy proxy = await FaultProxy.StartAsync(Azurite.Endpoint, Token);

        AzureException refused = await Should.ThrowAsync<AzureException>(() => Container(endpoint: proxy.Endpoint).WithTransfer(SmallBlocks)
            .UploadFromStreamAsync(new MemoryStream(Pattern(9 * Small)), "k", cancellationToken: Token));

        refused.ErrorCode.ShouldBe("BlobAlreadyExists");
        proxy.Requests.Select(request => request.Method).ShouldBe(["HEAD"]);
    }

    [Fact]
    public async Task Data_that_changed_on_its_way_up_is_refused_by_the_service()
    {
        BlobConnection connection = Container().Connect();
        BlobBody swapped = new(Bytes("evil")) { Crc64 = BlobCrc64.ComputeText(Bytes("good")) };

        (await Should.ThrowAsync<AzureException>(() => connection.Service.PutAsync(connection.Blob("k"), swapped, new BlobWrite(true, BlobSettings.None), Token)))
            .StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public void Options_out_of_their_range_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new BlobTransferOptions { BlockSize = 1 });
        Should.Throw<ArgumentOutOfRangeException>(() => new BlobTransferOptions { RangeSize = 1L << 40 });
        Should.Throw<ArgumentOutOfRangeException>(() => new BlobTransferOptions { Parallelism = 0 });
        Should.Throw<ArgumentOutOfRangeException>(() => new BlobTransferOptions { FolderParallelism = 257 });
        Should.Throw<ArgumentOutOfRangeException>(() => new BlobTransferOptions { Retries = -1 });
        Should.Throw<ArgumentOutOfRangeException>(() => new BlobTransferOptions { Timeout = TimeSpan.MaxValue });
        Should.Throw<ArgumentOutOfRangeException>(() => new BlobTransferOptions { RetryDelay = TimeSpan.Zero });
        Should.Throw<ArgumentException>(() => new BlobSettings { ContentType = "text/plain\r\nx-ms-evil: 1" });
        Should.Throw<ArgumentException>(() => new BlobSettings { ContentDisposition = "attachment; filename=ü" });
        Should.Throw<ArgumentException>(() => new BlobSettings { Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["a-b"] = "x" } });
        Should.Throw<ArgumentException>(() => new BlobSettings { Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "line\nfeed" } });
    }

    [Fact]
    public void Blocks_are_never_more_than_the_service_takes()
    {
        BlobBlockPlan known = new(8 << 20, 40L << 40);
        (known.SizeOf(0) * 50_000L).ShouldBeGreaterThanOrEqualTo(40L << 40);
        BlobBlockPlan unknown = new(8 << 20, null);
        Enumerable.Range(0, 50_000).Sum(number => (long)unknown.SizeOf(number)).ShouldBeGreaterThan(10L << 40);
        unknown.IdOf(1).Length.ShouldBe(unknown.IdOf(49_999).Length);
        unknown.IdOf(1).ShouldNotBe(new BlobBlockPlan(1, 1).IdOf(1));
    }
}
