using System.Globalization;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Prefect.Benchmarks;

/// <summary>
/// A server that speaks as much of the protocol of Azure Blob Storage as transfers need. It keeps nothing: uploads are counted and thrown
/// away, downloads are made up. It runs in a process of its own, so that its work is nobody else's.
/// </summary>
internal static class BlobPeer
{
    public const string Role = "azure-blob-peer";

    /// <summary>Path at which the peer says how many bytes of content it was sent.</summary>
    public const string ReceivedPath = "/-/received";

    private static readonly byte[] s_content = new byte[256 * 1024];
    private static long s_received;

    /// <summary>Serves until the input ends; prints its address first.</summary>
    /// <param name="arguments">Bytes in every blob, milliseconds that every answer waits.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        long blobBytes = long.Parse(arguments[0], CultureInfo.InvariantCulture);
        int delay = int.Parse(arguments[1], CultureInfo.InvariantCulture);
        new Random(1).NextBytes(s_content);

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

            await AnswerAsync(context, blobBytes);
        });
        await app.StartAsync();
        IServerAddressesFeature addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        await Console.Out.WriteLineAsync(addresses.Addresses.First());
        while (await Console.In.ReadLineAsync() is not null)
        {
        }

        return 0;
    }

    private static async Task AnswerAsync(HttpContext context, long blobBytes)
    {
        if (context.Request.Path == ReceivedPath)
        {
            await context.Response.WriteAsync(Interlocked.Read(ref s_received).ToString(CultureInfo.InvariantCulture));
        }
        else if (context.Request.Method == "PUT")
        {
            await TakeAsync(context);
        }
        else if (context.Request.Method == "GET")
        {
            await GiveAsync(context, blobBytes);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private static async Task TakeAsync(HttpContext context)
    {
        bool counts = !context.Request.Query["comp"].ToString().Equals("blocklist", StringComparison.Ordinal);
        PipeReader body = context.Request.BodyReader;
        while (true)
        {
            ReadResult read = await body.ReadAsync(context.RequestAborted);
            Interlocked.Add(ref s_received, counts ? read.Buffer.Length : 0);
            body.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                break;
            }
        }

        context.Response.StatusCode = StatusCodes.Status201Created;
    }

    private static async Task GiveAsync(HttpContext context, long blobBytes)
    {
        HttpResponse response = context.Response;
        (long first, long last) = (0, blobBytes - 1);
        string range = context.Request.Headers["x-ms-range"].ToString();
        if (range.StartsWith("bytes=", StringComparison.Ordinal))
        {
            string[] ends = range["bytes=".Length..].Split('-');
            first = long.Parse(ends[0], CultureInfo.InvariantCulture);
            last = Math.Min(last, long.Parse(ends[1], CultureInfo.InvariantCulture));
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = $"bytes {first}-{last}/{blobBytes}";
        }

        response.Headers.ETag = "\"0x8DC582D90F0A1B2\"";
        response.ContentType = "application/octet-stream";
        response.ContentLength = last - first + 1;
        for (long left = last - first + 1; left > 0; left -= s_content.Length)
        {
            await response.Body.WriteAsync(s_content.AsMemory(0, (int)Math.Min(left, s_content.Length)), context.RequestAborted);
        }
    }
}
