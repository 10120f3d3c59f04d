using Prefect.Blocks;

namespace Prefect.Dbt;

/// <summary>What says where dbt builds: the connection to a database, and the schema in it.</summary>
public abstract record BaseTargetConfigs : DbtConfigs
{
    private protected BaseTargetConfigs()
    {
    }

    /// <summary>Makes a block from a document; for generated code.</summary>
    /// <param name="reader">The document.</param>
    private protected BaseTargetConfigs(BlockReader reader)
        : base(reader)
    {
    }

    /// <exception cref="DbtConfigurationException">The kind of database is another than that of the block, or there are no threads.</exception>
    private protected static void Check(string type, string expected, int threads)
    {
        if (type != expected)
        {
            throw new DbtConfigurationException("type", $"The type is '{expected}' here, and cannot be '{type}'. Use TargetConfigs for other databases.");
        }

        CheckThreads(threads);
    }

    /// <exception cref="DbtConfigurationException">There are no threads.</exception>
    private protected static void CheckThreads(int threads)
    {
        if (threads < 1)
        {
            throw new DbtConfigurationException("threads", $"dbt works with 1 thread or more, not with {threads}.");
        }
    }
}
