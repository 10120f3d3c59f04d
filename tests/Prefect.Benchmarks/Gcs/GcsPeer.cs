using System.Globalization;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Prefect.Gcp;

namespace Prefect.Benchmarks;

/// <summary>
/// A server that speaks as much of the protocol of Cloud Storage as transfers need. It keeps nothing: uploads are counted and thrown
/// away, downloads are made up. It runs in a process of its own, so that its work is nobody else's.
/// </summary>
internal static class GcsPeer
{
    public const string Role = "gcs-peer";

    /// <summary>Path at which the peer says how many bytes of requests it was sent.</summary>
    public const string ReceivedPath = "/-/received";

    private static readonly byte[] s_content = new byte[256 * 1024];
    private static long s_received;

    /// <summary>Serves until the input ends; prints its address first.</summary>
    /// <param name="arguments">Bytes in every object, a multiple of 256 KiB; milliseconds that every answer waits.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        long objectBytes = long.Parse(arguments[0], CultureInfo.InvariantCulture);
        int delay = int.Parse(arguments[1], CultureInfo.InvariantCulture);
        new Random(1).NextBytes(s_content);
        uint checksum = 0;
        for (long at = 0; at < objectBytes; at += s_content.Length)
        {
            checksum = Crc32C.Append(checksum, s_content);
        }

        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        builder.Services.AddSingleton<Microsoft.Extensions.Logging.ILoggerFactory>(Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
        await using WebApplication app = builder.Build();
        app.Run(async context =>
        {
            if (delay > 0)
            {
                await Task.Delay(delay, context.RequestAborted);
            }

            await AnswerAsync(context, objectBytes, Crc32C.Text(checksum));
        });
        await app.StartAsync();
        IServerAddressesFeature addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        await Console.Out.WriteLineAsync(addresses.Addresses.First());
        while (await Console.In.ReadLineAsync() is not null)
        {
        }

        return 0;
    }

    private static Task AnswerAsync(HttpContext context, long objectBytes, string checksum) => context.Request switch
    {
        { Path.Value: ReceivedPath } => context.Response.WriteAsync(Interlocked.Read(ref s_received).ToString(CultureInfo.InvariantCulture)),
        { Method: "POST" } request when request.Query["uploadType"] == "resumable" => BeginAsync(context),
        { Method: "POST" or "PUT" } => TakeAsync(context),
        { Method: "GET" } => GiveAsync(context, objectBytes, checksum),
        _ => NotFoundAsync(context),
    };

    private static Task NotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static Task BeginAsync(HttpContext context)
    {
        context.Response.Headers.Location = $"http://{context.Request.Host}{context.Request.Path}?uploadType=resumable&upload_id=1";
        return Task.CompletedTask;
    }

    private static async Task TakeAsync(HttpContext context)
    {
        PipeReader body = context.Request.BodyReader;
        while (true)
        {
            ReadResult read = await body.ReadAsync(context.RequestAborted);
            Interlocked.Add(ref s_received, read.Buffer.Length);
            body.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                break;
            }
        }

        string range = context.Request.Headers.ContentRange.ToString();
        if (range.EndsWith("/*", StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
            context.Response.Headers["Range"] = $"bytes=0-{range.Split('-', '/')[1]}";
        }
        else
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("""{"name":"object","generation":"1"}""");
        }
    }

    private static async Task GiveAsync(HttpContext context, long objectBytes, string checksum)
    {
        HttpResponse response = context.Response;
        string[] ends = context.Request.Headers.Range.ToString()["bytes=".Length..].Split('-');
        long first = long.Parse(ends[0], CultureInfo.InvariantCulture);
        long last = Math.Min(objectBytes - 1, long.Parse(ends[1], CultureInfo.InvariantCulture));
        response.StatusCode = StatusCodes.Status206PartialContent;
        response.Headers.ContentRange = $"bytes {first}-{last}/{objectBytes}";
        response.Headers["x-goog-generation"] = "1";
        response.Headers["x-goog-hash"] = $"crc32c={checksum}";
        response.ContentType = "application/octet-stream";
        response.ContentLength = last - first + 1;
        for (long left = last - first + 1; left > 0; left -= s_content.Length)
        {
            await response.Body.WriteAsync(s_content.AsMemory(0, (int)Math.Min(left, s_content.Length)), context.RequestAborted);
        }
    }
}
