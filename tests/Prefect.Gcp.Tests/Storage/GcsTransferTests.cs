using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Gcp.Tests;

public sealed class GcsTransferTests(GcsServer server) : GcsTest(server)
{
    private const int Small = 256 * 1024;

    [Fact]
    public async Task A_large_file_goes_in_pieces_and_comes_back_in_ranges()
    {
        byte[] content = Pattern((4 * Small) + 7);
        string file = Folder.Combine("large.csv");
        await File.WriteAllBytesAsync(file, content, Token);
        List<TransferProgress> reports = [];
        await using FaultProxy proxy = await FaultProxy.StartAsync(Server.Endpoint, Token);
        GcsBucket bucket = SmallPieces(proxy.Endpoint);

        await bucket.UploadFromPathAsync(file, "k", new Recorder(reports), Token);
        string copy = await bucket.DownloadObjectToPathAsync("k", Folder.Combine("copy.bin"), cancellationToken: Token);

        ProxiedRequest[] pieces = [.. proxy.Requests.Where(static request => request.Method == "PUT")];
        pieces.Select(static request => request.Headers["Content-Range"]).ShouldBe(
            ["bytes 0-262143/*", "bytes 262144-524287/*", "bytes 524288-786431/*", "bytes 786432-1048575/*", "bytes 1048576-1048582/1048583"]);
        pieces[^1].Headers["x-goog-hash"].ShouldBe("crc32c=" + Crc32C.Text(Crc32C.Append(0, content)));
        ProxiedRequest begun = proxy.Requests[0];
        begun.Headers["X-Upload-Content-Type"].ShouldBe("text/csv");
        begun.Headers["X-Upload-Content-Length"].ShouldBe("1048583");
        proxy.Requests.Count(static request => request.Query.Contains("generation=", StringComparison.Ordinal)).ShouldBe(4);
        (await File.ReadAllBytesAsync(copy, Token)).AsSpan().SequenceEqual(content).ShouldBeTrue();
        reports.Select(static report => report.BytesTransferred).ShouldBeInOrder();
        reports[^1].ShouldBe(new TransferProgress("k", content.Length, content.Length, 1, 1));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(Small - 1, 1)]
    [InlineData(Small, 2)]
    [InlineData(2 * Small, 3)]
    public async Task What_fits_into_a_piece_goes_with_one_request_and_a_full_piece_is_never_followed_by_an_empty_one(int length, int requests)
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(Server.Endpoint, Token);
        byte[] content = Pattern(length);

        await SmallPieces(proxy.Endpoint).UploadFromStreamAsync(new ForwardStream(content), "k", cancellationToken: Token);

        proxy.Requests.Count.ShouldBe(requests);
        (await Bucket().ReadPathAsync("k", Token)).AsSpan().SequenceEqual(content).ShouldBeTrue();
    }

    [Theory]
    [InlineData(10, 100)]
    [InlineData(10, 3 * Small)]
    [InlineData(2 * Small, 3 * Small)]
    public async Task A_stream_that_holds_more_than_its_length_said_is_uploaded_whole(int said, int held)
    {
        byte[] content = Pattern(held);
        await using UnderstatedStream stream = new(content, said);
        await SmallPieces().UploadFromStreamAsync(stream, "k", cancellationToken: Token);
        (await Bucket().ReadPathAsync("k", Token)).AsSpan().SequenceEqual(content).ShouldBeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Small - 1)]
    [InlineData(Small + 1)]
    [InlineData((5 * Small) + 3)]
    public async Task A_stream_of_unknown_length_is_uploaded_whole(int length)
    {
        byte[] content = Pattern(length);
        await using ForwardStream source = new(content);

        await SmallPieces().UploadFromStreamAsync(source, "k", cancellationToken: Token);

        (await SmallPieces().ReadPathAsync("k", Token)).AsSpan().SequenceEqual(content).ShouldBeTrue();
    }

    [Fact]
    public async Task A_stream_is_uploaded_from_where_it_stands()
    {
        using MemoryStream source = new(Pattern(1000)) { Position = 990 };
        await Bucket().UploadFromStreamAsync(source, "k", cancellationToken: Token);
        (await Bucket().ReadPathAsync("k", Token)).ShouldBe(Pattern(1000)[990..]);
    }

    [Fact]
    public async Task A_file_that_changes_while_it_is_uploaded_is_not_stored_by_halves()
    {
        string file = Folder.Combine("growing.bin");
        await File.WriteAllBytesAsync(file, Pattern(6 * Small), Token);

        IOException exception = await Should.ThrowAsync<IOException>(
            () => SmallPieces().UploadFromPathAsync(file, "growing", new OnFirstReport(() => File.AppendAllText(file, "more")), Token));

        exception.Message.ShouldContain("growing");
        (await NamesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stream_that_fails_leaves_nothing_and_its_error_is_told()
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(Server.Endpoint, Token);
        GcsBucket bucket = SmallPieces(proxy.Endpoint);

        InvalidDataException exception = await Should.ThrowAsync<InvalidDataException>(() => bucket.UploadFromWriterAsync(
            "k",
            "text/plain",
            async (stream, token) =>
            {
                await stream.WriteAsync(Pattern(10 * Small), token);
                throw new InvalidDataException("row 7 is none");
            },
            Token));

        exception.Message.ShouldBe("row 7 is none");
        proxy.Requests.Count(static request => request.Method == "DELETE").ShouldBe(1);
        (await NamesAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData((4 * Small) + 11)]
    public async Task What_is_written_is_uploaded_while_it_is_written(int length)
    {
        byte[] content = Pattern(length);

        string name = await SmallPieces().UploadFromWriterAsync(
            "k.txt",
            "text/csv",
            async (stream, token) =>
            {
                for (int at = 0; at < content.Length; at += 10_000)
                {
                    await stream.WriteAsync(content.AsMemory(at, Math.Min(10_000, content.Length - at)), token);
                }
            },
            Token);

        name.ShouldBe("k.txt");
        (await Bucket().ReadPathAsync("k.txt", Token)).AsSpan().SequenceEqual(content).ShouldBeTrue();
        (await Bucket().Connect().FindAsync("k.txt", Token))!.ContentType.ShouldBe("text/csv");
    }

    [Fact]
    public async Task A_writer_whose_upload_is_refused_does_not_wait_for_ever()
    {
        GcsBucket nowhere = SmallPieces() with { Bucket = "gone-" + Name };

        await Should.ThrowAsync<GcpException>(() => nowhere.UploadFromWriterAsync(
            "k",
            null,
            async (stream, token) =>
            {
                while (true)
                {
                    await stream.WriteAsync(new byte[Small], token);
                }
            },
            Token));
    }

    [Fact]
    public async Task A_file_that_is_there_stays_when_a_download_is_cancelled()
    {
        await Bucket().WritePathAsync("k", Pattern(10 * Small), Token);
        string file = Folder.WriteFile("k", "before");
        using CancellationTokenSource cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await Should.ThrowAsync<OperationCanceledException>(
            () => SmallPieces().DownloadObjectToPathAsync("k", file, new Recorder([], _ => cancelled.Cancel()), cancelled.Token));

        (await File.ReadAllTextAsync(file, Token)).ShouldBe("before");
        Directory.GetFiles(Folder.Path).ShouldBe([file]);
    }

    [Fact]
    public async Task A_cancelled_upload_stores_nothing()
    {
        using CancellationTokenSource cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await Should.ThrowAsync<OperationCanceledException>(() => SmallPieces()
            .UploadFromStreamAsync(new MemoryStream(Pattern(10 * Small)), "k", new Recorder([], _ => cancelled.Cancel()), cancelled.Token));

        (await NamesAsync()).ShouldBeEmpty();
    }

    private GcsBucket SmallPieces(Uri? endpoint = null) =>
        Bucket(endpoint: endpoint).WithTransfer(Quick(endpoint ?? Server.Endpoint) with { ChunkSize = Small, RangeSize = Small });
}
