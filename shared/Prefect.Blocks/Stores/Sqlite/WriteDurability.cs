namespace Prefect.Sqlite;

/// <summary>What a write survives once it is acknowledged.</summary>
internal enum WriteDurability
{
    /// <summary>The death of the process, and that of the machine as far as the format of the store promises.</summary>
    Normal,

    /// <summary>Also the death of the machine.</summary>
    Full,
}
