using System.Text;
using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Gcp.Tests.BigQuery;

public sealed class BigQueryLoadTests : GcpTest, IDisposable
{
    private const string Session = "upload/bigquery/v2/projects/harbour/jobs?uploadType=resumable&upload_id=";

    private readonly TemporaryDirectory _folder = new();

    private GcpCredentials Harbour => Credentials with { Project = "harbour" };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Files_of_Cloud_Storage_are_loaded_by_a_job_that_is_waited_for()
    {
        ManualClock clock = new() { JumpsToTimers = true };
        using IDisposable scope = Reach(Access(clock));
        BigQueryScript script = new(Peer, new BigQueryAnswer { Looks = 3 });

        BigQueryJob job = await BigQueryTasks.LoadCloudStorageAsync(
            "shop", "orders", "gs://landing/*.parquet", Harbour,
            jobConfig: new() { SourceFormat = BigQuerySourceFormat.Parquet, ParquetOptions = new() { EnumAsString = true, EnableListInference = true }, Location = "EU" },
            cancellationToken: Token);

        job.State.ShouldBe("DONE");
        job.OutputRows.ShouldBe(2);
        job.DestinationTable.ShouldBe("harbour.shop.orders");
        job.EndedAt.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1763640002000));
        script.Started.Single()["configuration"]!["load"]!.ToJsonString().ShouldBe(
            """{"destinationTable":{"projectId":"harbour","datasetId":"shop","tableId":"orders"},"autodetect":true,"sourceUris":["gs://landing/*.parquet"],"sourceFormat":"PARQUET","parquetOptions":{"enumAsString":true,"enableListInference":true}}""");
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task Options_go_before_what_is_usual_and_stay_as_they_are()
    {
        using IDisposable scope = Reach();
        BigQueryScript script = new(Peer, BigQueryAnswer.One);
        JsonObject further = new() { ["autodetect"] = false, ["hivePartitioningOptions"] = new JsonObject { ["mode"] = "AUTO" } };
        BigQueryLoadOptions[] ways = [new() { Autodetect = false }, new() { Configuration = further }];

        foreach (BigQueryLoadOptions options in ways)
        {
            await BigQueryTasks.LoadCloudStorageAsync("shop", "t", "gs://b/a.csv", Harbour, [new("a", "INT64")], options, Token);
        }

        script.Started.Select(job => (bool?)job["configuration"]!["load"]!["autodetect"]).ShouldBe([false, false]);
        ((string?)script.Started.First()["configuration"]!["load"]!["schema"]!["fields"]![0]!["name"]).ShouldBe("a");
        further.Count.ShouldBe(2);
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task A_small_file_goes_with_its_job_in_one_request()
    {
        using IDisposable scope = Reach();
        BigQueryScript script = new(Peer, BigQueryAnswer.One);
        string file = _folder.WriteFile("people.csv", "name,age\nAda,36\nÜ,1\n");
        Peer.On("bigquery.jobs.insert/multipart", script.Insert);

        BigQueryJob job = await BigQueryTasks.LoadFileAsync(
            "shop", "people", file, Harbour, jobConfig: new() { SourceFormat = BigQuerySourceFormat.Csv, SkipLeadingRows = 1, WriteDisposition = BigQueryWriteDisposition.Truncate }, cancellationToken: Token);

        job.State.ShouldBe("DONE");
        GoogleExchange upload = Peer.RequestsFor("bigquery.jobs.insert/multipart").Single();
        Encoding.UTF8.GetString(upload.Data).ShouldBe("name,age\nAda,36\nÜ,1\n");
        ((int?)upload.Json["configuration"]!["load"]!["skipLeadingRows"]).ShouldBe(1);

        await BigQueryTasks.LoadFileAsync("shop", "people", file, Harbour, size: 9, rewind: true, cancellationToken: Token);
        Encoding.UTF8.GetString(Peer.RequestsFor("bigquery.jobs.insert/multipart")[1].Data).ShouldBe("name,age\n");
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task A_small_file_whose_answer_is_lost_is_loaded_once()
    {
        using IDisposable scope = Reach();
        BigQueryScript script = new(Peer, BigQueryAnswer.One);
        int count = 0;
        Peer.On("bigquery.jobs.insert/multipart", exchange => (script.Insert(exchange), ++count) is ({ } reply, > 1) ? reply : GoogleReply.Reset());

        (await BigQueryTasks.LoadFileAsync("shop", "t", _folder.WriteFile("a.csv", "1\n"), Harbour, cancellationToken: Token)).State.ShouldBe("DONE");

        count.ShouldBe(2);
        script.Started.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_large_file_goes_in_chunks_and_goes_on_after_a_cut()
    {
        using IDisposable scope = Reach();
        BigQueryScript script = new(Peer, BigQueryAnswer.One);
        byte[] content = LargeFile(out string file);
        MemoryStream arrived = new();
        int puts = 0;
        ScriptUpload(script, put =>
        {
            long kept = ++puts switch
            {
                2 => 3 * 1024 * 1024, // Only a part of the second chunk arrives, and no answer goes back.
                _ => put.Body.Length,
            };
            arrived.Write(put.Body, 0, (int)Math.Min(kept, put.Body.Length));
            return puts == 2 ? GoogleReply.Reset() : null;
        }, arrived, content.Length);

        BigQueryJob job = await BigQueryTasks.LoadFileAsync("shop", "t", file, Harbour, jobConfig: new() { Location = "EU" }, cancellationToken: Token);

        job.State.ShouldBe("DONE");
        arrived.ToArray().AsSpan().SequenceEqual(content).ShouldBeTrue();
        script.Started.Count.ShouldBe(1);
        GoogleExchange start = Peer.RequestsFor("bigquery.jobs.insert/resumable").Single();
        start.Headers["X-Upload-Content-Length"].ShouldBe($"{content.Length}");
        Peer.RequestsFor("bigquery.jobs.insert/session").Select(put => put.Headers["Content-Range"]).ShouldBe(
        [
            $"bytes 0-8388607/{content.Length}",
            $"bytes 8388608-16777215/{content.Length}",
            $"bytes */{content.Length}",
            $"bytes 11534336-{content.Length - 1}/{content.Length}",
        ]);
        Peer.ShouldHaveKeptTheRules();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_job_that_is_started_is_waited_for_even_if_it_cannot_be_seen_at_first(bool isLarge)
    {
        ManualClock clock = new() { JumpsToTimers = true };
        using IDisposable scope = Reach(Access(clock));
        BigQueryScript script = new(Peer, BigQueryAnswer.One);
        byte[] content = LargeFile(out string file);
        MemoryStream arrived = new();
        ScriptUpload(script, put => Kept(arrived, put), arrived, content.Length);
        int starts = 0;
        Peer.On("bigquery.jobs.insert/multipart", exchange => (script.Insert(exchange), ++starts) is ({ } reply, > 1) ? reply : GoogleReply.Reset());
        int looks = 0;
        Peer.On("bigquery.jobs.get", exchange => ++looks <= 12
            ? GoogleReply.InternalError(503)
            : GoogleReply.Json($$$"""{"jobReference":{"projectId":"harbour","jobId":"{{{exchange.Parts["jobId"]}}}","location":"EU"},"status":{"state":"DONE"}}"""));

        BigQueryJob job = await BigQueryTasks.LoadFileAsync(
            "shop", "t", isLarge ? file : _folder.WriteFile("a.csv", "1\n"), Harbour, jobConfig: new() { Location = "EU" }, cancellationToken: Token);

        job.State.ShouldBe("DONE");
        job.Location.ShouldBe("EU");
        looks.ShouldBe(13);
        script.Started.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_conflict_that_is_not_about_the_job_is_told_as_it_is()
    {
        using IDisposable scope = Reach();
        Peer.On("bigquery.jobs.insert", GoogleReply.Error(409, "duplicate", "Already Exists: Table harbour:shop.t"));
        Peer.On("bigquery.jobs.get", GoogleReply.Error(404, "notFound", "Not found: Job"));
        GcpException refused = await Should.ThrowAsync<GcpException>(
            () => BigQueryTasks.LoadCloudStorageAsync("shop", "t", "gs://b/a.csv", Harbour, cancellationToken: Token));
        refused.ErrorCode.ShouldBe("duplicate");
        refused.Message.ShouldContain("Already Exists: Table");
    }

    [Fact]
    public async Task An_upload_whose_session_is_gone_begins_anew()
    {
        using IDisposable scope = Reach();
        BigQueryScript script = new(Peer, BigQueryAnswer.One);
        byte[] content = LargeFile(out string file);
        MemoryStream arrived = new();
        int puts = 0;
        ScriptUpload(script, put =>
        {
            if (++puts == 2)
            {
                arrived.SetLength(0);
                return GoogleReply.Status(410);
            }

            arrived.Write(put.Body);
            return null;
        }, arrived, content.Length);

        await BigQueryTasks.LoadFileAsync("shop", "t", file, Harbour, jobConfig: new() { Location = "EU" }, cancellationToken: Token);

        arrived.ToArray().AsSpan().SequenceEqual(content).ShouldBeTrue();
        Peer.RequestsFor("bigquery.jobs.insert/resumable").Count.ShouldBe(2);
        script.Started.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_upload_that_never_comes_further_is_given_up()
    {
        using IDisposable scope = Reach();
        BigQueryScript script = new(Peer, BigQueryAnswer.One);
        byte[] content = LargeFile(out string file);
        ScriptUpload(script, _ => GoogleReply.InternalError(503), new MemoryStream(), content.Length);
        GcpException failure = await Should.ThrowAsync<GcpException>(() => BigQueryTasks.LoadFileAsync("shop", "t", file, Harbour, cancellationToken: Token));
        failure.IsTransient.ShouldBeTrue();
        script.Started.ShouldBeEmpty();
        Peer.RequestsFor("bigquery.jobs.insert/session").Count.ShouldBeLessThan(40);
    }

    [Fact]
    public async Task An_upload_that_is_acknowledged_without_coming_further_is_given_up()
    {
        using IDisposable scope = Reach();
        BigQueryScript script = new(Peer, BigQueryAnswer.One);
        byte[] content = LargeFile(out string file);
        ScriptUpload(script, _ => null, new MemoryStream(), content.Length);
        await Should.ThrowAsync<GcpException>(() => BigQueryTasks.LoadFileAsync("shop", "t", file, Harbour, cancellationToken: Token));
        Peer.RequestsFor("bigquery.jobs.insert/session").Count.ShouldBeLessThan(40);
    }

    [Fact]
    public async Task A_load_that_fails_says_why()
    {
        using IDisposable scope = Reach();
        _ = new BigQueryScript(Peer, BigQueryAnswer.Failed("invalid", "Error while reading data, error message: CSV table encountered too many errors"));
        GcpException failure = await Should.ThrowAsync<GcpException>(() => BigQueryTasks.LoadCloudStorageAsync("shop", "t", "gs://b/a.csv", Harbour, cancellationToken: Token));
        failure.ErrorCode.ShouldBe("invalid");
        failure.Message.ShouldContain("too many errors");
    }

    [Fact]
    public async Task Files_that_are_none_are_refused_before_any_request()
    {
        using IDisposable scope = Reach();
        (await Should.ThrowAsync<ArgumentException>(() => BigQueryTasks.LoadFileAsync("shop", "t", _folder.Path, Harbour, cancellationToken: Token))).Message.ShouldContain("folder");
        (await Should.ThrowAsync<ArgumentException>(() => BigQueryTasks.LoadFileAsync("shop", "t", _folder.Combine("none"), Harbour, cancellationToken: Token))).Message.ShouldContain("no file");
        string file = _folder.WriteFile("a.csv", "1\n");
        (await Should.ThrowAsync<ArgumentException>(() => BigQueryTasks.LoadFileAsync("shop", "t", file, Harbour, size: 100, cancellationToken: Token))).Message.ShouldContain("2 bytes");
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => BigQueryTasks.LoadFileAsync("shop", "t", file, Harbour, size: -1, cancellationToken: Token));
        Peer.Requests.ShouldBeEmpty();
    }

    private static GoogleReply? Kept(MemoryStream arrived, GoogleExchange put)
    {
        arrived.Write(put.Body);
        return null;
    }

    private byte[] LargeFile(out string path)
    {
        byte[] content = new byte[(18 * 1024 * 1024) + 12345];
        new Random(7).NextBytes(content);
        path = _folder.Combine("large.csv");
        File.WriteAllBytes(path, content);
        return content;
    }

    /// <summary>Plays the protocol of resumable uploads. What a chunk's handler gives goes before the usual answer.</summary>
    private void ScriptUpload(BigQueryScript script, Func<GoogleExchange, GoogleReply?> onChunk, MemoryStream arrived, long length)
    {
        GoogleExchange? asked = null;
        int sessions = 0;
        Peer.On("bigquery.jobs.insert/resumable", exchange =>
        {
            asked = exchange;
            return GoogleReply.Status(200, ("Location", Peer.At("bigquery.googleapis.com", $"{Session}{++sessions}").AbsoluteUri));
        });
        Peer.On("bigquery.jobs.insert/session", put =>
        {
            GoogleReply? special = put.Body.Length > 0 ? onChunk(put) : null;
            return special
                ?? (arrived.Length >= length ? script.Insert(asked!)
                    : arrived.Length == 0 ? GoogleReply.Status(308)
                    : GoogleReply.Status(308, ("Range", $"bytes=0-{arrived.Length - 1}")));
        });
    }
}
