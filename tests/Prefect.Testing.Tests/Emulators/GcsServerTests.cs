using System.Net;
using System.Net.Http.Headers;

namespace Prefect.Testing.Tests;

public sealed class GcsServerTests(GcsServer shared)
{
    private const int Piece = 256 * 1024;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Knows_the_buckets_that_were_made_and_no_others()
    {
        await shared.StartAsync(Token);
        using HttpClient client = new() { BaseAddress = shared.Endpoint };
        await shared.CreateBucketAsync("made-once", Token);

        (await StatusAsync(client, "storage/v1/b/made-once")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(client, "storage/v1/b/never-made")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(client, "storage/v1/b/never-made/o")).ShouldBe(HttpStatusCode.NotFound);
        await Should.ThrowAsync<HttpRequestException>(() => shared.CreateBucketAsync("made-once", Token));
    }

    [Fact]
    public async Task Takes_an_upload_in_pieces_and_keeps_whole_units_of_one_that_was_not_the_last()
    {
        await shared.StartAsync(Token);
        using HttpClient client = new() { BaseAddress = shared.Endpoint };
        await shared.CreateBucketAsync("pieces", Token);
        using HttpResponseMessage begun = await client.PostAsync(At("upload/storage/v1/b/pieces/o?uploadType=resumable&name=a"), content: null, Token);
        Uri session = begun.Headers.Location.ShouldNotBeNull();
        byte[] content = [.. Enumerable.Range(0, Piece + 7).Select(static index => (byte)index)];

        using HttpResponseMessage first = await PutAsync(client, session, content, new ContentRangeHeaderValue(0, Piece + 6));
        using HttpResponseMessage last = await PutAsync(client, session, content[Piece..], new ContentRangeHeaderValue(Piece, Piece + 6, Piece + 7));

        first.StatusCode.ShouldBe(HttpStatusCode.PermanentRedirect);
        first.Headers.GetValues("Range").ShouldBe([$"bytes=0-{Piece - 1}"]);
        last.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetByteArrayAsync(At("storage/v1/b/pieces/o/a?alt=media"), Token)).ShouldBe(content);
    }

    [Fact]
    public async Task Refuses_what_is_asked_for_another_generation()
    {
        await shared.StartAsync(Token);
        using HttpClient client = new() { BaseAddress = shared.Endpoint };
        await shared.CreateBucketAsync("generations", Token);
        Uri onlyNew = At("upload/storage/v1/b/generations/o?uploadType=media&name=a&ifGenerationMatch=0");
        using ByteArrayContent content = new([1]);

        using HttpResponseMessage made = await client.PostAsync(onlyNew, content, Token);
        using HttpResponseMessage again = await client.PostAsync(onlyNew, content, Token);

        made.StatusCode.ShouldBe(HttpStatusCode.OK);
        again.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await StatusAsync(client, "storage/v1/b/generations/o/a?generation=1")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Leaves_no_process_behind()
    {
        await shared.StartAsync(Token);
        GcsServer server = new();
        await server.StartAsync(Token);
        int[] processes = ProcessTree.Of(server.ProcessId.ShouldNotBeNull());

        await server.DisposeAsync();

        await ProcessTree.ShouldEndAsync(processes);
        server.ProcessId.ShouldBeNull();
    }

    private static Uri At(string address) => new(address, UriKind.Relative);

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string address)
    {
        using HttpResponseMessage answer = await client.GetAsync(At(address), Token);
        return answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> PutAsync(HttpClient client, Uri session, byte[] content, ContentRangeHeaderValue range)
    {
        using ByteArrayContent body = new(content);
        body.Headers.ContentRange = range;
        return await client.PutAsync(session, body, Token);
    }
}
