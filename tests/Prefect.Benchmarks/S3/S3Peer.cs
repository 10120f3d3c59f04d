using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Prefect.Benchmarks;

/// <summary>
/// A server that speaks as much of the protocol of Amazon S3 as transfers need. It keeps nothing: uploads are counted and thrown
/// away, downloads are made up. It runs in a process of its own, so that its work is nobody else's.
/// </summary>
internal static class S3Peer
{
    public const string Role = "s3-peer";

    /// <summary>Serves until the input ends; prints its address first.</summary>
    /// <param name="arguments">Bytes in every object, keys in every bucket, milliseconds that every answer waits.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        S3PeerAnswers answers = new(
            long.Parse(arguments[0], CultureInfo.InvariantCulture), int.Parse(arguments[1], CultureInfo.InvariantCulture));
        int delay = int.Parse(arguments[2], CultureInfo.InvariantCulture);

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

            await answers.AnswerAsync(context);
        });
        await app.StartAsync();
        IServerAddressesFeature addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        await Console.Out.WriteLineAsync(addresses.Addresses.First());
        while (await Console.In.ReadLineAsync() is not null)
        {
        }

        return 0;
    }
}
