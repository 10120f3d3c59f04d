namespace Prefect.Gcp;

/// <summary>Whose a job is that is there already under the name that one is to be created with.</summary>
internal enum CloudRunNaming
{
    /// <summary>The name was made for this start alone: the job is ours, by a request whose answer was lost.</summary>
    Own,

    /// <summary>The name was given: the job may be anybody's.</summary>
    Given,

    /// <summary>The name stands for a key: the job is that of the key, whoever has created it.</summary>
    Keyed,
}
