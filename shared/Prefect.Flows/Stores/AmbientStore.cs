namespace Prefect.Flows;

/// <summary>The store of the run that code executes in, else the one of the process.</summary>
internal static class AmbientStore
{
    public static IRunStore Current => RunContext.Current switch
    {
        TaskRunContext { Store: { } store } => store,
        FlowRunContext { Store: { } store } => store,
        _ => RunStore.Current,
    };
}
