# Completion of goc for bash; made by: goc completions bash
_goc_complete() {
    # Bash splits what is typed at @ : = as well, but targets such as crm@head and 002:005 are one word of goc.
    local line=${COMP_LINE:0:COMP_POINT} rest piece before space=true i
    local words=() index=-1
    for ((i = 0; i <= COMP_CWORD; i++)); do
        rest=${line#"${line%%[![:space:]]*}"}
        piece=${COMP_WORDS[i]:0:${#rest}}
        if ((index < 0)) || [[ $rest != "$line" || -z $rest ]]; then
            ((++index))
            words[index]=$piece
        else
            words[index]+=$piece
        fi
        line=${rest#"$piece"}
    done
    before=${words[index]%"$2"}
    if compopt +o nospace 2>/dev/null; then space=false; fi
    local IFS=$'\013'
    COMPREPLY=($(GOC_COMPLETE=bash _CLAP_IFS=$IFS _CLAP_COMPLETE_INDEX=$index _CLAP_COMPLETE_SPACE=$space \
        PROGRAM -- "${words[@]}" 2>/dev/null)) || COMPREPLY=()
    COMPREPLY=("${COMPREPLY[@]#"$before"}")
    if [[ $space == false && ${COMPREPLY-} =~ [=/:]$ ]]; then compopt -o nospace; fi
}
complete -o nospace -o bashdefault -F _goc_complete NAME
