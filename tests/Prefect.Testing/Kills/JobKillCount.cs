namespace Prefect.Testing;

/// <summary>What became of jobs whose processes were killed.</summary>
/// <param name="Days">Jobs that were to be run once each.</param>
/// <param name="BeforeSubmission">Kills before the service had a run.</param>
/// <param name="InDoubt">Kills when the service had one, and the process had not said so yet.</param>
/// <param name="WhileWaiting">Kills while the run was waited for.</param>
/// <param name="DoubleSubmissions">Runs too many.</param>
/// <param name="WrongEnds">Jobs whose last process did not end with the one run that there is.</param>
public sealed record JobKillCount(int Days, int BeforeSubmission, int InDoubt, int WhileWaiting, int DoubleSubmissions, int WrongEnds)
{
    /// <summary>All kills.</summary>
    public int Kills => BeforeSubmission + InDoubt + WhileWaiting;
}
