{{- define "blackroad.labels" -}}
app.kubernetes.io/name: blackroad-{{ .part }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/part-of: blackroad-streams
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end }}

{{- define "blackroad.selector" -}}
app.kubernetes.io/name: blackroad-{{ .part }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end }}

{{- define "blackroad.name" -}}
{{ printf "%s-%s" .root.Release.Name .part | trunc 52 | trimSuffix "-" }}
{{- end }}

{{- define "blackroad.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{/* What the "restricted" standard of pod security asks for. */}}
{{- define "blackroad.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "blackroad.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: ["ALL"]
{{- end }}

{{/* The settings of every part. */}}
{{- define "blackroad.env" -}}
- name: BLACKROAD_BOOTSTRAP_SERVERS
  value: {{ .Values.kafka.bootstrapServers | quote }}
- name: BLACKROAD_REGISTRY_URL
  value: {{ .Values.registry.url | quote }}
- name: BLACKROAD_SERVER_URL
  value: http://{{ include "blackroad.name" (dict "root" . "part" "streams") }}:8000
- name: BLACKROAD_PARTITIONS_AGENT
  value: {{ .Values.topics.agentPartitions | quote }}
- name: BLACKROAD_PARTITIONS_TARGET
  value: {{ .Values.topics.targetPartitions | quote }}
- name: BLACKROAD_REPLICATION_FACTOR
  value: {{ .Values.topics.replication | quote }}
{{- if .Values.database.url }}
- name: BLACKROAD_DATABASE_URL
  value: {{ .Values.database.url | quote }}
- name: BLACKROAD_DATABASE_USER
  value: {{ .Values.database.user | quote }}
{{- end }}
{{- if .Values.memory.shards }}
- name: BLACKROAD_MEMORY_SHARDS
  value: {{ join "," .Values.memory.shards | quote }}
{{- end }}
{{- range $key, $value := .Values.kafka.settings }}
- name: BLACKROAD_KAFKA_{{ $key | upper | replace "." "_" }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}

{{/* Options of the JVM that every part has. */}}
{{- define "blackroad.logging" -}}
{{- if eq .Values.logs "json" }}-Dlogback.configurationFile=logback-json.xml{{ end }}
{{- end }}

{{- define "blackroad.envFrom" -}}
{{- with .Values.existingSecret }}
envFrom:
  - secretRef:
      name: {{ . }}
{{- end }}
{{- end }}

{{- define "blackroad.placement" -}}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* A part that keeps nothing: dict root part replicas command args resources, and http where it has a port. */}}
{{- define "blackroad.deployment" -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "blackroad.name" . }}
  labels:
    {{- include "blackroad.labels" . | nindent 4 }}
spec:
  {{- if not (eq (toString .replicas) "autoscaled") }}
  replicas: {{ .replicas }}
  {{- end }}
  selector:
    matchLabels:
      {{- include "blackroad.selector" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "blackroad.labels" . | nindent 8 }}
    spec:
      serviceAccountName: {{ .serviceAccount | default "default" }}
      automountServiceAccountToken: {{ hasKey . "serviceAccount" }}
      securityContext:
        {{- include "blackroad.podSecurity" .root | nindent 8 }}
      terminationGracePeriodSeconds: 40
      {{- include "blackroad.placement" .root | nindent 6 }}
      containers:
        - name: {{ .part }}
          image: {{ .image | default (include "blackroad.image" .root) }}
          imagePullPolicy: {{ .root.Values.image.pullPolicy }}
          args: {{ toJson .args }}
          env:
            - name: POD_IP
              valueFrom:
                fieldRef:
                  fieldPath: status.podIP
            {{- with include "blackroad.logging" .root }}
            - name: BLACKROAD_JAVA_OPTS
              value: {{ . }}
            {{- end }}
            {{- include "blackroad.env" .root | nindent 12 }}
          {{- include "blackroad.envFrom" .root | nindent 10 }}
          {{- with .port }}
          ports:
            - name: {{ $.portName }}
              containerPort: {{ . }}
          {{- end }}
          {{- if eq (.portName | default "") "http" }}
          readinessProbe:
            httpGet: { path: /ready, port: http }
            periodSeconds: 5
          livenessProbe:
            httpGet: { path: /health, port: http }
            initialDelaySeconds: 15
            periodSeconds: 20
          {{- end }}
          resources:
            {{- toYaml .resources | nindent 12 }}
          securityContext:
            {{- include "blackroad.containerSecurity" .root | nindent 12 }}
          volumeMounts:
            - { name: tmp, mountPath: /tmp }
            - { name: data, mountPath: /data }
      volumes:
        - name: tmp
          emptyDir: {}
        - name: data
          emptyDir: {}
{{- end }}
