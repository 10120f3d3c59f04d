using Microsoft.Extensions.Logging;

namespace Prefect.Blocks;

/// <summary>Passes on what happens to blocks.</summary>
public static partial class BlockEvents
{
    /// <summary>Is told of what happens. Default: nobody.</summary>
    public static IBlockEventSink? Sink { get; set; }

    internal static void Loaded(BlockType type, BlockDocument document, Block block)
    {
        if (block.MissingFields.Count > 0)
        {
            LogMissing(PrefectLogging.CreateLogger(type.ClrType), type.Slug, document.Name, string.Join(", ", block.MissingFields));
        }

        if (Sink is not { } sink || document.Name is not { } name)
        {
            return;
        }

        try
        {
            sink.OnLoaded(new BlockLoadedEvent(type.Slug, document.Id, name));
        }
#pragma warning disable CA1031 // A sink is somebody else's code: its failure must not fail the load.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailure(PrefectLogging.CreateLogger(typeof(BlockEvents)), exception, type.Slug, name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The block {Slug}/{Name} lacks these fields: {Fields}. Set them and save it with overwrite.")]
    private static partial void LogMissing(ILogger logger, string slug, string? name, string fields);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The event that {Slug}/{Name} was loaded was not passed on.")]
    private static partial void LogFailure(ILogger logger, Exception exception, string slug, string name);
}
